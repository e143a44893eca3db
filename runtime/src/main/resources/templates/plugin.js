//[author: me]
//[title: {{name}}]
//[version: 1.0.0]
//[rule: {{name}}]
//[rule: {{name}} (.+)]
const middleware = require('./middleware');

const sender = new middleware.Sender(middleware.getSenderID());
const said = await sender.param(1);
const who = (await sender.getUserName()) || (await sender.getUserID());
await sender.reply(`Hello ${who}${said ? ': ' + said : '!'}`);
