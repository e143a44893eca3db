//[title: 每日签到]
//[author: 小院]
//[version: 1.0.0]
//[class: 工具类]
//[rule: js 签到]
//[priority: 9999999999]
const middleware = require('./middleware.js');

const s = new middleware.Sender(middleware.getSenderID());
const bucket = 'wild_sign_js';
const me = await s.getUserID();
const today = new Date().toDateString();
const kept = JSON.parse((await middleware.bucketGet(bucket, me)) || '{"n":0,"day":""}');
if (kept.day === today) {
  await s.reply(`今天签过了,积分${kept.n}`);
  return;
}
await s.reply('猜大小领双倍,回复 大 或 小');
const said = await s.listen(60000);
if (!said) {
  await s.reply('超时了');
  process.exit(0);
}
kept.n += said === '大' ? 20 : 10;
kept.day = today;
await middleware.bucketSet(bucket, me, JSON.stringify(kept));
await s.reply(`签到成功,积分${kept.n}`);
