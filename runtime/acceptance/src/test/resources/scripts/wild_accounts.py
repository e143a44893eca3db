#[title: 账号管理]
#[author: 小院]
#[version: 1.0.0]
#[class: 工具类]
#[rule: ^py 账号(添加|列表|删除) ?(.*)$]
import middleware

sender = middleware.Sender(middleware.getSenderID())
桶 = "wild_accounts_py." + sender.getUserID()
做, 名 = sender.param(1), sender.param(2)
if 做 == "添加":
    if 名 in middleware.bucketKeys(桶, "on"):
        sender.reply("已存在")
    else:
        middleware.bucketSet(桶, 名, "on")
        sender.reply(f"已添加,共{len(middleware.bucketAllKeys(桶))}个")
elif 做 == "列表":
    全部 = middleware.bucketAll(桶)
    sender.reply("\n".join(f"{i}.{k}" for i, k in enumerate(sorted(全部), 1)) or "没有账号")
else:
    middleware.bucketDel(桶, 名)
    sender.reply("已删除")
