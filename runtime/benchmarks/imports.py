#[author: botyard]
#[title: Echo that imports what many scripts import]
#[rule: echo (.+)]
import json
import re
import urllib.request
import middleware

sender = middleware.Sender(middleware.getSenderID())
sender.reply(json.loads(json.dumps({"text": re.sub("x", "y", sender.param(1)), "agent": urllib.request.__name__}))["text"])
