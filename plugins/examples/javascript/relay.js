//[author: botyard]
//[title: Relay]
//[description: Sends pictures and files of one IM on to a group of another]
//[version: 1.0.0]
//[rule: js relay]
//[param: {"key": "relay.im", "name": "Target IM", "default": "web"}]
//[param: {"key": "relay.group", "name": "Target group", "default": "relay"}]
const middleware = require('./middleware');

const sender = new middleware.Sender(middleware.getSenderID());
let items = await sender.getMediaItems();
if (items.length === 0) {
  await sender.reply('Send me a picture, a voice, a film or a file.');
  await sender.listen(120000);
  items = await sender.getMediaItems();
}
const im = await middleware.bucketGet('relay', 'im');
const group = await middleware.bucketGet('relay', 'group');
let sent = 0;
for (const item of items) {
  const source = item.source || (await middleware.downloadAdapterFile(item)).path;
  sent += await middleware.pushMixed(im, group, '', '', [
    { type: 'text', text: `from ${await sender.getImtype()}: ` },
    { type: item.type, source, name: item.name || '' }]);
}
await sender.reply(`passed on: ${sent} of ${items.length}`);
