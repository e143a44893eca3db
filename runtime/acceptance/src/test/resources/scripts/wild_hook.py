#[title: 通知转发]
#[author: 小院]
#[version: 1.0.0]
#[class: 工具类]
#[router: /wild/hook/py]
#[method: get,post]
import middleware

sender = middleware.Sender(middleware.getSenderID())
体 = sender.getRouterBody()
if sender.getRouterMethod() == "GET":
    sender.response({"ok": True, "name": "hook"})
elif 体.get("key") != "letmein":
    sender.response({"ok": False, "msg": "密钥错误"})
else:
    数 = middleware.push("qq", str(体["group"]), "", "", f"【通知】{体['text']}")
    sender.response({"ok": True, "sent": 数})
