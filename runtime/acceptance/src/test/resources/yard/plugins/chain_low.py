#[author: test]
#[rule: .. chain]
#[priority: 1]
import middleware

middleware.Sender(middleware.getSenderID()).reply("low")
