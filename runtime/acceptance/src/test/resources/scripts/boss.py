#[author: test]
#[rule: py boss]
#[admin: true]
import middleware

sender = middleware.Sender(middleware.getSenderID())
sender.reply("yes, boss" if sender.isAdmin() else "who are you?")
