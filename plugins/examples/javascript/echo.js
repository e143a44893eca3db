//[author: botyard]
//[title: Echo]
//[description: Says again what you say]
//[version: 1.0.0]
//[rule: jsecho (.+)]
const middleware = require('./middleware');

const sender = new middleware.Sender(middleware.getSenderID());
await sender.reply(await sender.param(1));
