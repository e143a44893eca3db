#[author: me]
#[title: {{name}}]
#[version: 1.0.0]
#[rule: {{name}}]
#[rule: {{name}} (.+)]
import middleware

sender = middleware.Sender(middleware.getSenderID())
said = sender.param(1)
sender.reply("Hello " + (sender.getUserName() or sender.getUserID()) + (": " + said if said else "!"))
