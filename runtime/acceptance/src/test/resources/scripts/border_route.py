#[author: test]
#[router: /border/py]
#[method: post]
import json

import middleware

sender = middleware.Sender(middleware.getSenderID())
body, params = sender.getRouterBody(), sender.getRouterParams()
said = body["x"] + json.loads(sender.getRouterData())["x"] + params["q"]
middleware.push("qq", params["to"], "", "", said, {"account_id": "other"})
sender.response({"x": body["x"]})
