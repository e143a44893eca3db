#[title: 入群欢迎]
#[author: 小院]
#[version: 1.0.0]
#[class: 工具类]
#[event: qq-notice-group_increase]
import middleware

sender = middleware.Sender(middleware.getSenderID())
事 = sender.getEventData()
if str(事["group_id"]).startswith("88"):
    sender.reply(f"[CQ:at,qq={事['user_id']}] 欢迎(py)")
