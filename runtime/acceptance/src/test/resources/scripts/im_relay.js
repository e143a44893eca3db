//[author: test]
//[rule: js relay]
// Passes a picture on to QQ.
const middleware = require('./middleware');

const sender = new middleware.Sender(middleware.getSenderID());
await sender.listen(20000);
const item = (await sender.getMediaItems())[0];
console.log(await middleware.pushImage('qq', '123', '', '', item.source));
console.log((await middleware.downloadAdapterFile(item)).file_size);
