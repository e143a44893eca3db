//[author: test]
//[rule: js listen for empty]
//[timeout_value: empty]
const { Sender, getSenderID } = require('./middleware');

const sender = new Sender(getSenderID());
await sender.reply((await sender.input(1000)) === '' ? 'as asked' : 'something else');
