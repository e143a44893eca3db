// [rule: @NAME@ (.+)]
const middleware = require('./middleware.js');

const sender = new middleware.Sender(middleware.getSenderID());
await sender.reply(`@NAME@ heard ${await sender.param(1)}`);
