//[author: test]
//[rule: js outcome of (\w+)]
const m = require('./middleware');

const ways = {
  strict: () => m.push('qq', '1', '', '', 'c', { account_id: 'away', strict: true }),
  nobody: async () => console.log(await m.push('tg', '1', '', '', 'c')),
  refusal: () => m.push('qq', '1', '', '', 'c'),
  silence: () => m.push('qq', '1', '', '', 'c', {}, 300),
  missing: () => m.pushImage('qq', '1', '', '', './missing.png'),
  targets: async () => {
    console.log(await m.push('qq', '5', '', '', 'to group'), await m.push('qq', '', '6', '', 'to user'),
      await m.push('qq', 5, 6, '', 'to both'), await m.push('qq', '5', null, 'only a title', ''));
    await m.push('qq', '', '', '', 'to nobody');
  },
};
await ways[await new m.Sender(m.getSenderID()).param(1)]();
