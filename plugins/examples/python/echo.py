#[author: botyard]
#[title: Echo]
#[description: Says again what you say]
#[version: 1.0.0]
#[rule: echo (.+)]
import middleware

sender = middleware.Sender(middleware.getSenderID())
sender.reply(sender.param(1))
