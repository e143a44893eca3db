// [title: 发言统计]
// [author: 小院]
// [version: 1.0.0]
// [class: 工具类]
// [rule: ^es5 (打卡|榜)$]
var bucket = "wild_count_es5." + GetChatID()
if (GetContent().endsWith("打卡")) {
    var times = Number(bucketGet(bucket, GetUserID()) || 0) + 1
    bucketSet(bucket, GetUserID(), times)
    sendText("第" + times + "次打卡")
} else {
    sendText("榜:" + bucketKeys(bucket).map(k => bucketGet(bucket, k)).sort((a, b) => b - a).join(" "))
}
