// [title: 菜单]
// [author: 小院]
// [version: 1.0.0]
// [class: 工具类]
// [rule: ^es5 (菜单|帮助)$]
var menu = { 1: "签到", 2: "天气", 3: "购买" }, text = ""
for (var k in menu) text += "[" + k + "] " + menu[k] + "\n"
while (true) {
    var sent = sendText(text + "[q] 退出")
    var said = input(60000)
    RecallMessage(sent)
    if (!said || said == "q" || said == "Q") { sendText("再见"); break }
    sendText(menu[said] ? "发送 " + menu[said] + " 即可" : "没有这一项")
}
