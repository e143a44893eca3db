//[title: 来张图]
//[author: 小院]
//[version: 1.0.0]
//[class: 工具类]
//[rule: ^js (来图|图文)$]
const middleware = require('./middleware.js');

const s = new middleware.Sender(middleware.getSenderID());
const picture = 'base64://iVBORw0KGgo=';
if ((await s.param(1)) === '来图') await s.replyImage(picture);
else await s.reply(`看图:[CQ:image,file=${picture}]`);
