// [title: 猜数字]
// [author: 小院]
// [version: 1.0.0]
// [class: 工具类]
// [rule: es5 猜数字]
sendText("1到100,猜吧")
var won = false
for (var times = 1; times <= 3 && !won; times++) {
    var said = input(60000)
    if (!/^\d+$/.test(said)) sendText("请输入数字")
    else if (said == 42) { sendText("猜对了,用了" + times + "次"); won = true }
    else sendText(said > 42 ? "大了" : "小了")
}
if (!won) sendText("次数用完")
