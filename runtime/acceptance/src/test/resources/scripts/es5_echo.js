//[author: test]
//[title: 复读]
//[rule: ^js say (.+)$]
sendText(param(1) + "|" + GetContent() + "|" + ImType() + "|" + GetUserID() + "|" + GetChatID() + "|" + param(2))
