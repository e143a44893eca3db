//[author: test]
//[imType: qx]
//[event: friend.request]
//[event: message.recall]
//[event: qx-payment-transfer]
// Prints an event of Qianxun, and takes whoever wants to be a friend.
const middleware = require('./middleware');

const sender = new middleware.Sender(middleware.getSenderID());
const data = await sender.getEventData();
const facts = [data.comment ?? null, data.message_id ?? null, data.money ?? null];
console.log(JSON.stringify([await sender.getEventType(), await sender.getImtype(), await sender.getUserID(), ...facts]));
if (data.flag) {
  console.log(JSON.stringify(await sender.friendAddRequest(data.flag, true, 'by js')));
}
