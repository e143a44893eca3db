//[author: test]
//[rule: js order (.+)]
const { Sender, getSenderID } = require('./middleware');

const sender = new Sender(getSenderID());
const word = await sender.param(1);
await new Promise((done) => setTimeout(done, word === 'first' ? 200 : 0));
await sender.reply(word);
