#[author: botyard]
#[title: Echo for the benchmark]
#[rule: echo (.+)]
import middleware

sender = middleware.Sender(middleware.getSenderID())
sender.reply(sender.param(1))
