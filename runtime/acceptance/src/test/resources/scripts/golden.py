#[author: test]
#[rule: py golden (.+)]
# Says to the host what golden samples of the protocol say, as they are, and prints what it answers. Names of the samples' world become
# those of this one.
import json
import os

import middleware

sender = middleware.Sender(middleware.getSenderID())
here = {'"main"': '"bot"', '"7"': json.dumps(sender.getChatID())}
for name in sender.param(1).split():
    with open(os.path.join(os.path.dirname(__file__), "golden", name + ".json"), encoding="utf-8") as file:
        text = file.read()
    for word, meant in here.items():
        text = text.replace(word, meant)
    message = json.loads(text)["message"]
    params = {key: value for key, value in message["params"].items() if key != "run"}
    try:
        answer = {"result": middleware._host.call(message["method"], params)}
        if name == "cron.add":
            here['"runtime_1"'] = json.dumps(answer["result"]["id"])
    except middleware.MiddlewareError as error:
        answer = {"error": str(error)}
    print(json.dumps(answer))
