#[author: test]
#[rule: got (.+)]
#[rule: tea]
# Answers what others listen for, when it reaches rules at all.
import middleware

middleware.Sender(middleware.getSenderID()).reply("eager")
