#[author: test]
#[rule: .. chain]
import middleware

middleware.Sender(middleware.getSenderID()).reply("lowest")
