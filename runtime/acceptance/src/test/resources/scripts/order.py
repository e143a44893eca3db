#[author: test]
#[rule: py order (.+)]
import time

import middleware

sender = middleware.Sender(middleware.getSenderID())
time.sleep(0.2 if sender.param(1) == "first" else 0)
sender.reply(sender.param(1))
