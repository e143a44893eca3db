// [rule: @NAME@ (.+)]
const middleware = require('./middleware.js');

const sender = new middleware.Sender(middleware.getSenderID());
const asked = await sender.param(1);
await sender.reply(`@NAME@ asks ${asked}`);
const answer = await sender.listen(600000);
await sender.reply(`@NAME@ heard ${asked} ${answer}`);
