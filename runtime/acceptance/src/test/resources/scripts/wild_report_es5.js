// [title: 早报]
// [author: 小院]
// [version: 1.0.0]
// [class: 工具类]
// [rule: es5 早报]
// [cron: 0 0 7 1 1 *]
// [param: {"required":true,"key":"wild_report.groups","bool":false,"placeholder":"群号,&分隔","name":"推送群","default":"6101&6102"}]
var days = bucketKeys("wild_report_es5").length + 1
bucketSet("wild_report_es5", String(days), "sent")
var text = "早报第" + days + "期"
if (ImType() == "fake") {
    bucketGet("wild_report", "groups").split("&").forEach(function (group) {
        console.log(push({ imType: "qq", groupCode: group, title: "早报", content: text }))
    })
} else {
    sendText(text)
}
