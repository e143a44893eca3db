//[author: test]
//[rule: js group (\w+)]
const { Sender, getSenderID } = require('./middleware');

const sender = new Sender(getSenderID());
if ((await sender.param(1)) === 'bans') {
  await sender.groupBan('5');
  await sender.groupBan('5', 'soon');
} else {
  await sender.groupNoticeSend('note');
  await sender.groupAddRequest('f1', true);
  await sender.friendAddRequest('f2', false);
  try {
    await sender.groupInviteIn('5', '6');
  } catch (error) {
    await sender.reply(error.message);
  }
}
