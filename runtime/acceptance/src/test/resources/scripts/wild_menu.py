#[title: 菜单]
#[author: 小院]
#[version: 1.0.0]
#[class: 工具类]
#[rule: ^py (菜单|帮助)$]
import middleware

sender = middleware.Sender(middleware.getSenderID())
菜 = {"1": "签到", "2": "天气", "3": "购买"}
while True:
    发 = sender.reply("\n".join(f"[{k}] {v}" for k, v in 菜.items()) + "\n[q] 退出")
    答 = sender.listen(60000)
    sender.recallMessage(发)
    if not 答 or 答.lower() == "q":
        sender.reply("再见")
        break
    sender.reply(f"发送 {菜[答]} 即可" if 答 in 菜 else "没有这一项")
