//[title: 菜单]
//[author: 小院]
//[version: 1.0.0]
//[class: 工具类]
//[rule: ^js (菜单|帮助)$]
const middleware = require('./middleware.js');

const s = new middleware.Sender(middleware.getSenderID());
const menu = { 1: '签到', 2: '天气', 3: '购买' };
for (;;) {
  const sent = await s.reply(`${Object.entries(menu).map(([k, v]) => `[${k}] ${v}`).join('\n')}\n[q] 退出`);
  const said = await s.listen(60000);
  await s.recallMessage(sent);
  if (!said || said.toLowerCase() === 'q') {
    await s.reply('再见');
    break;
  }
  await s.reply(menu[said] ? `发送 ${menu[said]} 即可` : '没有这一项');
}
