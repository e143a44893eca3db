#[author: test]
#[rule: py listen for empty]
#[timeout_value: empty]
import middleware

sender = middleware.Sender(middleware.getSenderID())
sender.reply("as asked" if sender.input(1000) == "" else "something else")
