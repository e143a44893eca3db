//[author: botyard]
//[title: Echo for the benchmark]
//[rule: echo (.+)]
const middleware = require('./middleware');

const sender = new middleware.Sender(middleware.getSenderID());
await sender.reply(await sender.param(1));
