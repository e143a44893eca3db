//[author: test]
//[rule: js many]
const { Sender, getSenderID, bucketAllKeys, bucketSet } = require('./middleware');

await Promise.all(Array.from({ length: 200 }, (_, number) => bucketSet('many.js', String(number), number)));
await new Sender(getSenderID()).reply(String((await bucketAllKeys('many.js')).length));
