#[title: 传话]
#[author: 小院]
#[version: 1.0.0]
#[class: 工具类]
#[rule: py 传话 [群号] [内容]]
import middleware

sender = middleware.Sender(middleware.getSenderID())
群, 话 = sender.param(1), sender.param(2)
if middleware.push("qq", 群, "", "", f"{sender.getUserID()}说:{话}"):
    sender.reply("已送达")
else:
    sender.reply("没送到")
