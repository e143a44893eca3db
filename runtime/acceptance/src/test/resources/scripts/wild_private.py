#[title: 私聊绑定]
#[author: 小院]
#[version: 1.0.0]
#[class: 工具类]
#[rule: ^py 绑定 (\d+)$]
import middleware

sender = middleware.Sender(middleware.getSenderID())
if sender.getChatID():
    sender.reply("请私聊绑定")
    exit()
sender.reply(f"确认绑定{sender.param(1)}?(y/n)")
if sender.listen(60000) == "y":
    middleware.set("wild_bind_py_" + sender.getUserID(), sender.param(1))
    sender.reply("已绑定" + middleware.get("wild_bind_py_" + sender.getUserID()))
else:
    sender.reply("已取消")
