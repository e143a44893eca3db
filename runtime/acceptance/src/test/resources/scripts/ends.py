#[author: test]
#[rule: py ends (.+)]
import os

import middleware
import sibling

sender = middleware.Sender(middleware.getSenderID())
how = sender.param(1)
print("printed")
sender.reply(sibling.WORD)
if how == "with exit":
    exit()
if how.startswith("with code"):
    os._exit(int(how.split()[-1]))
raise ValueError("no tea")
