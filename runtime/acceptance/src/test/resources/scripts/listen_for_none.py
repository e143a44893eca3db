#[author: test]
#[rule: py listen for none]
#[timeout_value: none]
import middleware

sender = middleware.Sender(middleware.getSenderID())
sender.reply("as asked" if sender.listen(1000) is None else "something else")
