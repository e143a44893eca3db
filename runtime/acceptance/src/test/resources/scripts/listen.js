//[author: test]
//[rule: js listen (\w+)]
const { Sender, getSenderID } = require('./middleware');

const sender = new Sender(getSenderID());
const ways = {
  once: async () => sender.reply(`got ${await sender.listen(20000)}`),
  anybody: async () => sender.reply(`got ${await sender.listen(20000, 0, 'group')}`),
  input: async () => sender.reply(`got ${await sender.input(20000, 1, false)}`),
  inputs: async () => sender.reply(`got ${await sender.input(20000, 0, true)}`),
  media: async () => {
    await sender.listen(20000);
    await sender.reply((await sender.getMediaItems()).map((item) => item.type).join(' '));
  },
  asked: async () => {
    await sender.reply('what?');
    await sender.reply(`got ${await sender.listen(20000)}`);
  },
  all: async () => {
    await sender.reply('what?');
    await sender.reply(`got ${await sender.listen(20000, 0, 'group')}`);
  },
  never: async () => sender.reply('what?'),
  again: async () => {
    await sender.reply('what?');
    await sender.reply(await sender.listen(60000));
  },
  quoted: async () => {
    await sender.reply('what?');
    await sender.reply(`<${await sender.listen(60000)}`);
  },
  briefly: async () => sender.reply((await sender.listen(1000)) === '' ? 'nothing' : 'something else'),
};
await ways[await sender.param(1)]();
