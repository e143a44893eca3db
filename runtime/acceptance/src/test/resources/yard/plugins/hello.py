#[author: test]
#[rule: hello]
import middleware

middleware.Sender(middleware.getSenderID()).reply("hello back")
