// [title: 账号管理]
// [author: 小院]
// [version: 1.0.0]
// [class: 工具类]
// [rule: ^es5 账号(添加|列表|删除) ?(.*)$]
let bucket = "wild_accounts_es5." + GetUserID()
let name = param(2)
if (param(1) == "添加") {
    if (bucketKeys(bucket, "on").indexOf(name) >= 0) sendText("已存在")
    else {
        bucketSet(bucket, name, "on")
        sendText(`已添加,共${bucketKeys(bucket).length}个`)
    }
} else if (param(1) == "列表") {
    sendText(bucketKeys(bucket).sort().map((k, i) => `${i + 1}.${k}`).join("\n") || "没有账号")
} else {
    bucketDel(bucket, name)
    sendText("已删除")
}
