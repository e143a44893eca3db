#[author: test]
#[rule: py im (.+)]
# Prints what each call of a list answers as JSON, or the words of its error: the list, the IM, and the account that is to speak if one is.
import json
import os

import middleware

sender = middleware.Sender(middleware.getSenderID())
name, im, *account = sender.getMessage().split()[2:]
group, user = {"qq": ("123", ""), "weixin": ("", "ann@im.wechat"), "qx": ("123@chatroom", "")}[im]
options = {"account_id": account[0]} if account else {}
with open(os.path.join(os.path.dirname(__file__), name + ".calls"), encoding="utf-8") as rows:
    for call in [row.split(" -> ")[0] for row in rows if " -> " in row]:
        try:
            print(json.dumps(eval(call)))
        except Exception as error:
            print(json.dumps({"error": str(error)}))
