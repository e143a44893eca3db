//[title: 传话]
//[author: 小院]
//[version: 1.0.0]
//[class: 工具类]
//[rule: js 传话 [群号] [内容]]
const middleware = require('./middleware.js');

const s = new middleware.Sender(middleware.getSenderID());
const [group, words] = [await s.param(1), await s.param(2)];
const sent = await middleware.push('qq', group, '', '', `${await s.getUserID()}说:${words}`);
await s.reply(sent ? '已送达' : '没送到');
