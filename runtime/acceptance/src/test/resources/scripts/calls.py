#[author: test]
#[title: Calls]
#[version: 1.2.3]
#[rule: py calls (\w+)]
# Prints what each call of a list answers as JSON, or the words of its error.
import json
import os

import middleware

sender = middleware.Sender(middleware.getSenderID())
with open(os.path.join(os.path.dirname(__file__), sender.param(1) + ".calls"), encoding="utf-8") as rows:
    for call in [row.split(" -> ")[0] for row in rows if " -> " in row]:
        try:
            print(json.dumps(eval(call)))
        except Exception as error:
            print(json.dumps({"error": str(error)}))
