//[author: test]
//[rule: js names]
//[imtype+: wx]
// IM types in any case and by their aliases, in headers too.
const m = require('./middleware');

const sender = new m.Sender(m.getSenderID());
console.log(await sender.getImtype(), await m.push('Wx', '', '5', '', 'hi'), (await sender.isAdmin()) ? 'admin' : 'guest',
  await m.bucketGet('QQ', 'masters'), await m.bucketGet('wx', 'masters', 'none'), await m.notifyMasters('note', ['WX']));
await sender.reply(await m.domain());
