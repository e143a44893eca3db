# [rule: @NAME@ (.+)]
# [dependency: {"name": "requests", "manager": "pip"}]
import middleware
import requests

sender = middleware.Sender(middleware.getSenderID())
asked = requests.Request("GET", "http://example.invalid/", params={"q": sender.param(1)}).prepare()
sender.reply("@NAME@ heard " + asked.url.split("=", 1)[1])
