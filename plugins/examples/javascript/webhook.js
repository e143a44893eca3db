//[author: botyard]
//[title: Webhook to chat]
//[description: POST {"text": "..."} to /jshooks/CHAT and it is said in that group of the web chat]
//[version: 1.0.0]
//[router: /jshooks/{chat}]
//[method: post]
const middleware = require('./middleware');

const sender = new middleware.Sender(middleware.getSenderID());
const { text } = await sender.getRouterBody();
const { chat } = await sender.getRouterParams();
if (!text) {
  await sender.response({ ok: false, error: 'text is missing' });
} else {
  await sender.response({ ok: (await middleware.push('web', chat, '', '', text)) === 1 });
}
