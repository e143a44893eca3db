#[title: 管理]
#[author: 小院]
#[version: 1.0.0]
#[class: 工具类]
#[rule: ^py 公告 (.+)$]
import middleware

sender = middleware.Sender(middleware.getSenderID())
if not sender.isAdmin():
    sender.reply("权限不足")
    exit()
middleware.notifyMasters("公告(py):" + sender.param(1))
sender.reply("已通知")
