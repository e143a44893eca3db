//[title: 通知转发]
//[author: 小院]
//[version: 1.0.0]
//[class: 工具类]
//[router: /wild/hook/js]
//[method: get,post]
const middleware = require('./middleware.js');

const s = new middleware.Sender(middleware.getSenderID());
const body = await s.getRouterBody();
if ((await s.getRouterMethod()) === 'GET') await s.response({ ok: true, name: 'hook' });
else if (body.key !== 'letmein') await s.response({ ok: false, msg: '密钥错误' });
else {
  const sent = await middleware.push('qq', body.group, '', '', `【通知】${body.text}`);
  await s.response({ ok: true, sent });
}
