// [title: 传话]
// [author: 小院]
// [version: 1.0.0]
// [class: 工具类]
// [rule: es5 传话 [群号] [内容]]
var sent = push({ imType: "qq", groupCode: param(1), content: GetUserID() + "说:" + param(2) })
sendText(sent ? "已送达" : "没送到")
