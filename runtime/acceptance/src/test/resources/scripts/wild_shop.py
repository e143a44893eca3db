#[title: 自助商店]
#[author: 小院]
#[version: 1.0.0]
#[class: 工具类]
#[rule: py 购买]
import middleware

sender = middleware.Sender(middleware.getSenderID())
货 = {"1": ("月卡", 9.9), "2": ("年卡", 99)}
sender.reply("1. 月卡 9.9元\n2. 年卡 99元\nq 退出")
选 = sender.input(60000, 0, False)
if 选 not in 货:
    sender.reply("已退出")
    exit()
名, 价 = 货[选]
if sender.atWaitPay():
    sender.reply("有人正在支付,请稍后")
    exit()
sender.reply(f"请支付{价}元")
付 = sender.waitPay("q", 60000)
if 付 == "q" or 付 == "timeout":
    sender.reply("未支付")
elif float(付["Money"]) >= 价:
    库存 = middleware.bucketAllKeys("wild_cards_py")
    sender.reply(f"支付成功,{名}卡密:CARD-{len(库存) + 1}")
else:
    sender.reply(f"金额不足,收到{付['Money']}")
