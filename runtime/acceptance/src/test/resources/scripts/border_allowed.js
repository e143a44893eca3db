//[author: test]
//[rule: js allowed (.+)]
//[mention_all: true]
const { Sender, getSenderID } = require('./middleware');

const sender = new Sender(getSenderID());
await sender.reply(`[CQ:at,qq=${await sender.param(1)}] wake up`);
