#[author: test]
#[rule: py empty]
import middleware

sender = middleware.Sender(middleware.getSenderID())
receipts = [
    sender.reply(""), sender.reply(None), sender.replyMarkdown(""), sender.replyImage(""), sender.replyMixed([]),
    sender.replyFile("no-such-file.pdf"),
]
told = sum(1 for receipt in receipts if receipt["ok"] is False and receipt["error"])
sent = middleware.push("qq", "", "5", "", "") + middleware.pushImage("qq", "", "5", "", None)
sender.reply("refused %d, sent %d" % (told, sent))
