//[title: 管理]
//[author: 小院]
//[version: 1.0.0]
//[class: 工具类]
//[rule: ^js 公告 (.+)$]
const middleware = require('./middleware.js');

const s = new middleware.Sender(middleware.getSenderID());
if (!(await s.isAdmin())) {
  await s.reply('权限不足');
  return;
}
await middleware.notifyMasters(`公告(js):${await s.param(1)}`);
await s.reply('已通知');
