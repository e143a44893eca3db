//[author: test]
//[router: /js/{name}]
//[method: get,post]
const middleware = require('./middleware.js');

const sender = new middleware.Sender(middleware.getSenderID());
const headers = await sender.getRouterHeaders();
await sender.response({
  path: await sender.getRouterPath(),
  same: await sender.getRouter(),
  method: await sender.getRouterMethod(),
  params: await sender.getRouterParams(),
  cookie: (await sender.getRouterCookies()).c,
  header: headers['x-kind'] || headers['X-Kind'],
  body: await sender.getRouterBody(),
  data: await sender.getRouterData(),
  top: [await middleware.getRouter(), await middleware.getMethod(), await middleware.getRouterData()],
  im: await sender.getImtype(),
});
