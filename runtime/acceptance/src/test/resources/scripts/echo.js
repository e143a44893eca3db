//[author: test]
//[rule: js echo (.+)]
const { Sender, getSenderID } = require('./middleware');

const sender = new Sender(getSenderID());
await sender.reply(await sender.param(1));
