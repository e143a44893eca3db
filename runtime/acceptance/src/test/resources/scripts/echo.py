#[author: test]
#[rule: py echo (.+)]
import middleware

sender = middleware.Sender(middleware.getSenderID())
sender.reply(sender.param(1))
