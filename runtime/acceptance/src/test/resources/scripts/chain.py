#[author: test]
#[rule: py chain]
#[priority: 9999999999]
import middleware

sender = middleware.Sender(middleware.getSenderID())
sender.setContinue()
sender.reply("high")
