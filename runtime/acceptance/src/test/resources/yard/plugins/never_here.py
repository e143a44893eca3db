#[author: test]
#[rule: .+ names]
#[priority: 9]
#[imtype-: wx]
import middleware

middleware.Sender(middleware.getSenderID()).reply("wx is qq, so this is said to nobody")
