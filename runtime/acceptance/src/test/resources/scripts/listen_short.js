//[author: test]
//[rule: js listen too long]
//[timeout: 2s]
const { Sender, getSenderID } = require('./middleware');

await new Sender(getSenderID()).listen(60000);
