#[author: test]
#[rule: py come in]
# Prints seven messages with the kinds of their media, and counts them aloud.
import json
import re

import middleware

sender = middleware.Sender(middleware.getSenderID())
for number in range(7):
    text = re.sub(r"\[CQ:(\w+),[^\]]*\]", r"[CQ:\1]", sender.listen(20000))
    print(json.dumps([text] + [item["type"] + item.get("transcript", "") for item in sender.getMediaItems()]))
    sender.reply(str(number))
