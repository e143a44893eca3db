//[author: test]
//[router: /border/js]
//[method: post]
const { Sender, getSenderID, push } = require('./middleware');

const sender = new Sender(getSenderID());
const body = await sender.getRouterBody();
const params = await sender.getRouterParams();
const said = body.x + JSON.parse(await sender.getRouterData()).x + params.q;
await push('qq', params.to, '', '', said, { account_id: 'other' });
await sender.response({ x: body.x });
