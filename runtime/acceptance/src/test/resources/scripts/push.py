#[author: test]
#[rule: py push (\w+)(?: (\w+))?]
import middleware

sender = middleware.Sender(middleware.getSenderID())


def all_six(options):
    to = ("qq", sender.getChatID() or "123456", "", "t")
    print(
        middleware.push(*to, "c", options),
        middleware.pushImage(*to, "base64://iVBORw0KGgo=", options),
        middleware.pushVoice(*to, "base64://IyFBTVI=", options),
        middleware.pushVideo(*to, "base64://AAAAGGZ0eXA=", options),
        middleware.pushFile(*to, "base64://aGVsbG8=", options),
        middleware.pushMixed(*to, [{"type": "text", "text": "x"}], options),
    )


how, account = sender.param(1) or "six", sender.param(2)
if how == "six":
    all_six({})
elif how in ("account_id", "accountID", "accountId"):
    all_six({how: account})
