#[title: 发言统计]
#[author: 小院]
#[version: 1.0.0]
#[class: 工具类]
#[rule: ^py (打卡|榜)$]
import middleware

sender = middleware.Sender(middleware.getSenderID())
桶 = f"wild_count_py.{sender.getChatID()}"
if sender.getMessage().endswith("打卡"):
    数 = int(middleware.bucketGet(桶, sender.getUserID()) or 0) + 1
    middleware.bucketSet(桶, sender.getUserID(), 数)
    sender.reply(f"第{数}次打卡")
else:
    榜 = sorted(middleware.bucketAll(桶).values(), key=int, reverse=True)
    sender.reply("榜:" + " ".join(榜))
