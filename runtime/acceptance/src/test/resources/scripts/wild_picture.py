#[title: 来张图]
#[author: 小院]
#[version: 1.0.0]
#[class: 工具类]
#[rule: ^py (来图|图文)$]
import middleware

sender = middleware.Sender(middleware.getSenderID())
图 = "base64://iVBORw0KGgo="
if sender.param(1) == "来图":
    sender.replyImage(图)
else:
    sender.reply(f"看图:[CQ:image,file={图}]")
