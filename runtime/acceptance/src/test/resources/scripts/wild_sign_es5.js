// [title: 每日签到]
// [author: 小院]
// [version: 1.0.0]
// [class: 工具类]
// [rule: es5 签到]
// [priority: 9999999999]
var bucket = "wild_sign_es5", me = GetUserID(), today = timeFmt("yyyy-MM-dd")
var kept = JSON.parse(bucketGet(bucket, me) || '{"n":0,"day":""}')
if (kept.day == today) {
    sendText("今天签过了,积分" + kept.n)
} else {
    sendText("猜大小领双倍,回复 大 或 小")
    var said = input(60000)
    if (!said) {
        sendText("超时了")
    } else {
        kept = { n: kept.n + (said == "大" ? 20 : 10), day: today }
        bucketSet(bucket, me, JSON.stringify(kept))
        sendText("签到成功,积分" + kept.n)
    }
}
