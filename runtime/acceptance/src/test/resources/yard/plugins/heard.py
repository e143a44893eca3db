#[author: test]
#[rule: heard (.+)]
# Tells in whose name something was said.
import middleware

sender = middleware.Sender(middleware.getSenderID())
sender.reply(" ".join(["heard", sender.param(1), "from", sender.getUserID(), "in", sender.getChatID()]))
