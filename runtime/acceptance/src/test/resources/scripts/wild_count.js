//[title: 发言统计]
//[author: 小院]
//[version: 1.0.0]
//[class: 工具类]
//[rule: ^js (打卡|榜)$]
const middleware = require('./middleware.js');

const s = new middleware.Sender(middleware.getSenderID());
const bucket = `wild_count_js.${await s.getChatID()}`;
const me = await s.getUserID();
if ((await s.getMessage()).endsWith('打卡')) {
  const times = Number((await middleware.bucketGet(bucket, me)) || 0) + 1;
  await middleware.bucketSet(bucket, me, times);
  await s.reply(`第${times}次打卡`);
} else {
  const all = Object.values(await middleware.bucketAll(bucket));
  await s.reply(`榜:${all.sort((a, b) => b - a).join(' ')}`);
}
