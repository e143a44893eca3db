#[author: test]
#[rule: py listen too long]
#[timeout: 2s]
import middleware

middleware.Sender(middleware.getSenderID()).listen(60000)
