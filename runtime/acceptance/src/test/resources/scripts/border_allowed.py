#[author: test]
#[rule: py allowed (.+)]
#[mention_all: true]
import middleware

sender = middleware.Sender(middleware.getSenderID())
sender.reply("[CQ:at,qq=" + sender.param(1) + "] wake up")
