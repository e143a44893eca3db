//[author: test]
//[title: Handlers]
import { every, onEvent, onMessage, push, state } from 'botyard';

onMessage(['js h add {a:int} {b:number?}', 'js h plus {a:int}'], async function add(event, { a, b = 0.5 }) {
  await event.reply(a + b);
});

onMessage('js h tea', async (event) => {
  const kind = await event.ask('Which?', { choices: ['Green', 'Black'], timeout: 60 });
  const many = await event.ask('How many?', { check: (text) => /^\d+$/.test(text) });
  await state.user.set('tea', [kind.text, Number(many.text)]);
  await event.reply(`${many} ${kind} for ${(await state.user.get('tea'))[1]}`);
});

onMessage(/^js h find (\w+)/, async function find(event) {
  const receipt = await push('qq', { group: event.chat.id, text: `found ${event.params[0]}`, account: 'bot' });
  console.log(receipt.ok, receipt.code, receipt.account);
});

onMessage('js h order', { priority: 5 }, async function first(event) {
  await event.reply('first');
  await event.passOn();
});

onMessage('js h order', async function second(event) {
  await event.reply(`second of ${event.text}`);
});

onMessage('js h boss', { admin: true }, (event) => event.reply('boss'));

onMessage('js h break', async function broken() {
  throw new TypeError('no tea');
});

onEvent('group.member.leave', async function bye(event) {
  if (event.data.comment === 'handlers') await event.reply(`js bye ${event.user.id}`);
});

every('0 8 1 1 *', function year() {
  console.log('a year');
});
