//[author: test]
//[rule: js boss]
//[admin: true]
const { Sender, getSenderID } = require('./middleware');

const sender = new Sender(getSenderID());
await sender.reply((await sender.isAdmin()) ? 'yes, boss' : 'who are you?');
