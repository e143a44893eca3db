#[author: test]
#[rule: .. chain]
#[bypass: true]
#[priority: 5]
import middleware

middleware.Sender(middleware.getSenderID()).reply("beside")
