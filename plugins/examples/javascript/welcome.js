//[author: botyard]
//[title: Welcome]
//[description: Greets people who join a group, on every IM]
//[version: 1.0.0]
//[event: group.member.join]
const middleware = require('./middleware');

const sender = new middleware.Sender(middleware.getSenderID());
const data = await sender.getEventData();
await sender.reply(`[CQ:at,qq=${data.user_id || (await sender.getUserID())}] welcome to the group!`);
