//[author: test]
//[rule: js come in]
// Prints seven messages with the kinds of their media, and counts them aloud.
const middleware = require('./middleware');

const sender = new middleware.Sender(middleware.getSenderID());
for (let number = 0; number < 7; number++) {
  const text = (await sender.listen(20000)).replace(/\[CQ:(\w+),[^\]]*\]/, '[CQ:$1]');
  const kinds = (await sender.getMediaItems()).map((item) => item.type + (item.transcript ?? ''));
  console.log(JSON.stringify([text, ...kinds]));
  await sender.reply(String(number));
}
