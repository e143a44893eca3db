#[author: test]
#[rule: py listen (\w+)]
import middleware

sender = middleware.Sender(middleware.getSenderID())
how = sender.param(1)
if how == "once":
    sender.reply("got " + sender.listen(20000))
elif how == "anybody":
    sender.reply("got " + sender.listen(20000, 0, "group"))
elif how == "input":
    sender.reply("got " + sender.input(20000, 1, False))
elif how == "inputs":
    sender.reply("got " + sender.input(20000, 0, True))
elif how == "media":
    sender.listen(20000)
    sender.reply(" ".join(item["type"] for item in sender.getMediaItems()))
elif how == "asked":
    sender.reply("what?")
    sender.reply("got " + sender.listen(20000))
elif how == "all":
    sender.reply("what?")
    sender.reply("got " + sender.listen(20000, 0, "group"))
elif how == "never":
    sender.reply("what?")
elif how == "again":
    sender.reply("what?")
    sender.reply(sender.listen(60000))
elif how == "quoted":
    sender.reply("what?")
    sender.reply("<" + sender.listen(60000))
elif how == "briefly":
    sender.reply("nothing" if sender.listen(1000) == "" else "something else")
