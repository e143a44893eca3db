// [title: 自助商店]
// [author: 小院]
// [version: 1.0.0]
// [class: 工具类]
// [rule: es5 购买]
var goods = { "1": ["月卡", 9.9], "2": ["年卡", 99] }
function main() {
    sendText("1. 月卡 9.9元\n2. 年卡 99元\nq 退出")
    var good = goods[input(60000)]
    if (!good) return sendText("已退出")
    if (atWaitPay()) return sendText("有人正在支付,请稍后")
    sendText("请支付" + good[1] + "元")
    var paid = waitPay(60000, "q")
    if (paid == "q" || paid == "timeout") return sendText("未支付")
    if (paid.Money < good[1]) return sendText("金额不足,收到" + paid.Money)
    sendText("支付成功," + good[0] + "卡密:CARD-" + (bucketKeys("wild_cards_es5").length + 1))
}
main()
