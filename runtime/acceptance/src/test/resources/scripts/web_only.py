#[author: test]
#[rule: py web only]
#[imType: web]
import middleware

middleware.Sender(middleware.getSenderID()).reply("web only")
