#[author: test]
#[rule: py ask]
import middleware

sender = middleware.Sender(middleware.getSenderID())
sender.reply("name?")
sender.reply("hi " + sender.listen(10000))
