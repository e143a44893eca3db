#[author: test]
#[rule: py chosen (.+)]
# Writes "all" itself.
import middleware

sender = middleware.Sender(middleware.getSenderID())
sender.reply("[CQ:at,qq=" + sender.param(1) + "] wake up")
