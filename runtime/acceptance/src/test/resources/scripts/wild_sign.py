#[title: 每日签到]
#[author: 小院]
#[version: 1.0.0]
#[class: 工具类]
#[rule: py 签到]
#[priority: 9999999999]
import json
import time

import middleware

sender = middleware.Sender(middleware.getSenderID())
桶, 我, 今天 = "wild_sign_py", sender.getUserID(), time.strftime("%Y-%m-%d")
记录 = json.loads(middleware.bucketGet(桶, 我) or '{"n": 0, "day": ""}')
if 记录["day"] == 今天:
    sender.reply(f"今天签过了,积分{记录['n']}")
    exit()
sender.reply("猜大小领双倍,回复 大 或 小")
答 = sender.listen(60000)
if not 答:
    sender.reply("超时了")
    exit(0)
记录 = {"n": 记录["n"] + (20 if 答 == "大" else 10), "day": 今天}
middleware.bucketSet(桶, 我, json.dumps(记录))
sender.reply(f"签到成功,积分{记录['n']}")
