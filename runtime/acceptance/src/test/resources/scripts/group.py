#[author: test]
#[rule: py group (\w+)]
import middleware

sender = middleware.Sender(middleware.getSenderID())
if sender.param(1) == "bans":
    sender.groupBan("5")
    sender.groupBan("5", "soon")
else:
    sender.groupNoticeSend("note")
    sender.groupAddRequest("f1", True)
    sender.friendAddRequest("f2", False)
    try:
        sender.groupInviteIn("5", "6")
    except Exception as error:
        sender.reply(str(error))
