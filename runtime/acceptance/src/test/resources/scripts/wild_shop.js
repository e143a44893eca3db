//[title: 自助商店]
//[author: 小院]
//[version: 1.0.0]
//[class: 工具类]
//[rule: js 购买]
const middleware = require('./middleware.js');

const s = new middleware.Sender(middleware.getSenderID());
const goods = { 1: ['月卡', 9.9], 2: ['年卡', 99] };
await s.reply('1. 月卡 9.9元\n2. 年卡 99元\nq 退出');
const chosen = await s.input(60000, 0, false);
if (!goods[chosen]) {
  await s.reply('已退出');
  return;
}
const [name, price] = goods[chosen];
if (await s.atWaitPay()) {
  await s.reply('有人正在支付,请稍后');
  return;
}
await s.reply(`请支付${price}元`);
const paid = await s.waitPay('q', 60000);
if (paid === 'q' || paid === 'timeout') await s.reply('未支付');
else if (paid.Money >= price) {
  const stock = await middleware.bucketAllKeys('wild_cards_js');
  await s.reply(`支付成功,${name}卡密:CARD-${stock.length + 1}`);
} else await s.reply(`金额不足,收到${paid.Money}`);
