//[author: test]
const { Sender, getSenderID } = require('./middleware');

const sender = new Sender(getSenderID());
await sender.reply('-');
console.log(await sender.getImtype(), await sender.getUserID(), await sender.getChatID());
