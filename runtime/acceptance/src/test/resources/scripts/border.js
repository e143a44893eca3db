//[author: test]
//[rule: ^js border (\w+)(?: ([^\x00]+))?$]
// Says in every way it has what somebody else typed.
const m = require('./middleware');

const sender = new m.Sender(m.getSenderID());
const how = await sender.param(1);
const typed = await sender.param(2);
const group = await sender.getChatID();
const me = await sender.getUserID();
const elsewhere = { account_id: 'other' };
const ways = {
  say: () => sender.reply(typed),
  whole: async () => sender.reply(await sender.getMessage()),
  wrap: async () => sender.reply(`[${await sender.getUserName()}:${typed}] [${typed}]`),
  cut: () => sender.reply(`[${typed.split(' ')[0]}${typed.replace(' ', '')}`),
  keep: async () => {
    await m.bucketSet('border', 'k', typed);
    await sender.reply('kept');
  },
  kept: async () => sender.reply(await m.bucketGet('border', 'k')),
  ask: async () => {
    await sender.reply('?');
    await sender.reply(await sender.listen(20000));
  },
  mix: () => sender.replyMixed([{ type: 'text', text: typed }, { type: 'text', text: '[CQ:face,id=3]' }]),
  forward: () => m.push('qq', group, '', '', typed, elsewhere),
  head: () => m.push('qq', group, '', typed, '', elsewhere),
  tell: () => m.notifyMasters(typed),
  break: () => sender.breakIn(`js border say ${typed}`),
  cron: () => new m.Cron().addCron('*/1 * * * * *', true, `js border say ${typed}`, false, '', '', 'qq', group, me),
  notice: () => sender.groupNoticeSend(typed),
  past: async () => {
    const found = (await m.getHistoryMessages('qq')).find((one) => one.content.startsWith('js border past'));
    await sender.reply(found.content);
  },
  who: async () => sender.reply(await sender.getUserName()),
  name: () => sender.reply(`[CQ:at,qq=5,name=${typed}] hi`),
  members: async () => sender.reply((await m.getGroupMemberList()).members[0].nickname),
  call: () => sender.reply(`[CQ:at,qq=${typed}] wake up`),
  push: () => m.push('qq', group, '', '', `[CQ:at,qq=${typed}] wake up`, elsewhere),
  warn: () => m.notifyMasters(`[CQ:at,qq=${typed}] wake up`),
  part: () => sender.replyMixed([{ type: 'text', text: `[CQ:at,qq=${typed}] wake up` }]),
};
await ways[how]();
