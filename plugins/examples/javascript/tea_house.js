//[author: botyard]
//[title: Tea house]
//[description: Prices, orders and an opening message, as handlers]
//[version: 1.0.0]
const { every, onMessage, push, state } = require('botyard');

const PRICES = new Map([['green', 3], ['black', 4]]);

onMessage('js price {tea}', async function price(event, { tea }) {
  const known = PRICES.get(tea);
  await event.reply(known === undefined ? `There is no ${tea}.` : `${tea} costs ${known}.`);
});

onMessage('js order {count:int?}', async function order(event, { count = 1 }) {
  const tea = await event.ask('Which tea?', { choices: ['green', 'black'], timeout: 60, cancel: ['no'] });
  if (!tea.text) {
    await event.reply('Then not.');
    return;
  }
  const orders = await state.user.get('orders', []);
  await state.user.set('orders', [...orders, [tea.text, count]]);
  await event.reply(`${count} ${tea}; your order number ${orders.length + 1}.`);
});

every('0 9 * * *', async function opening() {
  await push('qq', { group: '123456', text: 'We are open.' });
});
