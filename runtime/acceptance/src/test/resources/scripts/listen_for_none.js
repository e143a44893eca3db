//[author: test]
//[rule: js listen for none]
//[timeout_value: none]
const { Sender, getSenderID } = require('./middleware');

const sender = new Sender(getSenderID());
await sender.reply((await sender.listen(1000)) === null ? 'as asked' : 'something else');
