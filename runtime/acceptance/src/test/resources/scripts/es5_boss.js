//[author: test]
//[rule: ^js tell (.+)$]
if (!isAdmin()) {
    sendText("not for you")
} else {
    let told = notifyMasters("from " + GetUserID() + ": " + param(1))
    let pushed = push({ imType: "qq", userID: GetUserID(), content: "you said " + param(1) })
    let nowhere = push({ imType: "qb", groupCode: 5, title: "t", content: "x" })
    sendText([told, pushed, nowhere].join())
}
