// [title: 管理]
// [author: 小院]
// [version: 1.0.0]
// [class: 工具类]
// [rule: ^es5 公告 (.+)$]
if (!isAdmin()) {
    sendText("权限不足")
} else {
    notifyMasters("公告(es5):" + param(1))
    sendText("已通知")
}
