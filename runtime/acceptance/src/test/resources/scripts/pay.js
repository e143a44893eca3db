//[author: test]
//[rule: js pay (\w+)]
const { Sender, getSenderID } = require('./middleware');

const sender = new Sender(getSenderID());

function told(paid, keys) {
  return typeof paid === 'string' ? paid : keys.map((key) => (paid[key] === true ? 'yes' : paid[key])).join(' ');
}

const how = await sender.param(1);
if (how === 'exactly') {
  const paid = await sender.waitPay('quit', 20000, '¥1,000.50');
  await sender.reply(told(paid, ['event_type', 'money', 'Money', 'amount_matched', 'FromName', 'payment_channel']));
} else if (how === 'lock') {
  if (await sender.atWaitPay()) {
    await sender.reply('somebody is paying');
    process.exit(0);
  }
  await sender.reply('pay now');
  const paid = await sender.waitPay('q', 60000);
  await sender.reply(`got ${told(paid, ['money', 'expected_amount'])}${typeof paid.money === 'number' ? ' a number' : ''}`);
} else {
  await sender.reply(`${(await sender.atWaitPay()) ? 'paying' : 'free'} ${await sender.waitPay('', 1000)}`);
}
