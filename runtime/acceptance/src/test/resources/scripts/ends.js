//[author: test]
//[rule: js ends (.+)]
const { Sender, getSenderID } = require('./middleware');
const sibling = require('./sibling');

const sender = new Sender(getSenderID());
const how = await sender.param(1);
console.log('printed');
await sender.reply(sibling);
if (how === 'with exit') return;
if (how.startsWith('with code')) process.exit(Number(how.split(' ').at(-1)));
throw new TypeError('no tea');
