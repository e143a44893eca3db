//[author: test]
//[rule: js empty]
const { Sender, getSenderID, push, pushImage } = require('./middleware');

const sender = new Sender(getSenderID());
const receipts = [
  await sender.reply(''), await sender.reply(null), await sender.replyMarkdown(''), await sender.replyImage(''),
  await sender.replyMixed([]), await sender.replyFile('no-such-file.pdf'),
];
const told = receipts.filter((receipt) => receipt.ok === false && receipt.error).length;
const sent = (await push('qq', '', '5', '', '')) + (await pushImage('qq', '', '5', '', null));
await sender.reply(`refused ${told}, sent ${sent}`);
