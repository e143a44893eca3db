#[title: 早报]
#[author: 小院]
#[version: 1.0.0]
#[class: 工具类]
#[rule: py 早报]
#[cron: 0 0 7 1 1 *]
#[param: {"required":true,"key":"wild_report.groups","bool":false,"placeholder":"群号,&分隔","name":"推送群","default":"6101&6102"}]
import middleware

sender = middleware.Sender(middleware.getSenderID())
天数 = len(middleware.bucketAllKeys("wild_report_py")) + 1
middleware.bucketSet(bucket="wild_report_py", key=str(天数), value="sent")
文 = f"早报第{天数}期"
if sender.getImtype() == "fake":
    for 群 in (middleware.bucketGet("wild_report", "groups") or "").split("&"):
        print(middleware.push("qq", 群, "", "早报", 文))
else:
    sender.reply(文)
