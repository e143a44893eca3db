// [title: 通知转发]
// [author: 小院]
// [version: 1.0.0]
// [class: 工具类]
// [router: /wild/hook/es5]
// [method: get,post]
var body = getRouterBody()
if (getMethod() == "GET") response({ ok: true, name: "hook" })
else if (body.key != "letmein") response({ ok: false, msg: "密钥错误" })
else response({ ok: true, sent: push({ imType: "qq", groupCode: body.group, content: "【通知】" + body.text }) })
