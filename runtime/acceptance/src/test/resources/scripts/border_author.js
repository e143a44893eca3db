//[author: test]
//[rule: ^js author ([^\x00]+)$]
const { Sender, getSenderID } = require('./middleware');

const sender = new Sender(getSenderID());
await sender.reply(`[CQ:face,id=1]&#91;${await sender.param(1)}&#93;[CQ:at,qq=all] you sent [CQ:image]`);
