#[author: test]
#[rule: py pay (\w+)]
import middleware

sender = middleware.Sender(middleware.getSenderID())
how = sender.param(1)


def told(paid, keys):
    if isinstance(paid, str):
        return paid
    return " ".join("yes" if paid[key] is True else str(paid[key]) for key in keys)


if how == "exactly":
    paid = sender.waitPay("quit", 20000, "¥1,000.50")
    sender.reply(told(paid, ("event_type", "money", "Money", "amount_matched", "FromName", "payment_channel")))
elif how == "lock":
    if sender.atWaitPay():
        sender.reply("somebody is paying")
        exit()
    sender.reply("pay now")
    paid = sender.waitPay("q", 60000)
    number = not isinstance(paid, str) and isinstance(paid["money"], (int, float))
    sender.reply("got " + told(paid, ("money", "expected_amount")) + (" a number" if number else ""))
elif how == "beside":
    sender.reply(("paying " if sender.atWaitPay() else "free ") + sender.waitPay("", 1000))
