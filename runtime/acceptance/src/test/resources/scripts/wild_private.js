//[title: 私聊绑定]
//[author: 小院]
//[version: 1.0.0]
//[class: 工具类]
//[rule: ^js 绑定 (\d+)$]
const middleware = require('./middleware.js');

const s = new middleware.Sender(middleware.getSenderID());
if (await s.getChatID()) {
  await s.reply('请私聊绑定');
  return;
}
await s.reply(`确认绑定${await s.param(1)}?(y/n)`);
if ((await s.listen(60000)) === 'y') {
  const key = `wild_bind_js_${await s.getUserID()}`;
  await middleware.set(key, await s.param(1));
  await s.reply(`已绑定${await middleware.get(key)}`);
} else await s.reply('已取消');
