//[author: test]
//[rule: js chain]
//[priority: 9999999999]
const { Sender, getSenderID } = require('./middleware');

const sender = new Sender(getSenderID());
await sender.setContinue();
await sender.reply('high');
