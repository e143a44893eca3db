//[author: test]
//[event: group.member.leave]
const { Sender, getSenderID } = require('./middleware');

const sender = new Sender(getSenderID());
const data = await sender.getEventData();
await sender.reply(`${data.comment}${data.deep.list[0]}[CQ:at,qq=${data.user_id}]`);
