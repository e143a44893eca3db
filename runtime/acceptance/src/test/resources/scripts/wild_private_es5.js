// [title: 私聊绑定]
// [author: 小院]
// [version: 1.0.0]
// [class: 工具类]
// [rule: ^es5 绑定 (\d+)$]
var key = "wild_bind_es5_" + GetUserID()
if (GetChatID()) {
    sendText("请私聊绑定")
} else {
    sendText("确认绑定" + param(1) + "?(y/n)")
    if (input(60000) == "y") {
        set(key, param(1))
        sendText("已绑定" + get(key))
    } else sendText("已取消")
}
