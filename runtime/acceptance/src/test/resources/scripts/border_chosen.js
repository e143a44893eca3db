//[author: test]
//[rule: js chosen (.+)]
const { Sender, getSenderID } = require('./middleware');

const sender = new Sender(getSenderID());
const who = (await sender.param(1)) || 'all';
await sender.reply(`[CQ:at,qq=${who}] wake up`);
