//[author: test]
//[rule: js fresh]
//[isolation: process]
const { Sender, getSenderID } = require('./middleware');

await new Sender(getSenderID()).reply(String(process.pid));
