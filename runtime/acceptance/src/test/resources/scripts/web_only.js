//[author: test]
//[rule: js web only]
//[imType: web]
const { Sender, getSenderID } = require('./middleware');

await new Sender(getSenderID()).reply('web only');
