//[title: 猜数字]
//[author: 小院]
//[version: 1.0.0]
//[class: 工具类]
//[rule: js 猜数字]
const middleware = require('./middleware.js');

const s = new middleware.Sender(middleware.getSenderID());
await s.reply('1到100,猜吧');
for (let times = 1; times <= 3; times++) {
  const said = await s.input(60000);
  if (!/^\d+$/.test(said)) await s.reply('请输入数字');
  else if (Number(said) === 42) {
    await s.reply(`猜对了,用了${times}次`);
    return;
  } else await s.reply(said > 42 ? '大了' : '小了');
}
await s.reply('次数用完');
