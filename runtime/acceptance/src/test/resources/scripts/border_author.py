#[author: test]
#[rule: ^py author ([^\x00]+)$]
import middleware

sender = middleware.Sender(middleware.getSenderID())
sender.reply("[CQ:face,id=1]&#91;" + sender.param(1) + "&#93;[CQ:at,qq=all] you sent [CQ:image]")
