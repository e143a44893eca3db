//[author: test]
//[rule: js ask]
const { Sender, getSenderID } = require('./middleware');

const sender = new Sender(getSenderID());
await sender.reply('name?');
await sender.reply(`hi ${await sender.listen(10000)}`);
