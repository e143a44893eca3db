//[author: test]
//[event: group.member.join]
const { Sender, getSenderID } = require('./middleware');

const sender = new Sender(getSenderID());
await sender.reply(`javascript welcomes ${await sender.getUserID()}`);
