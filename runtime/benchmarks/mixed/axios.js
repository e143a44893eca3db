// [rule: @NAME@ (.+)]
// [dependency: {"name": "axios", "manager": "npm"}]
const axios = require('axios');
const middleware = require('./middleware.js');

const sender = new middleware.Sender(middleware.getSenderID());
const asked = axios.getUri({ url: 'http://example.invalid/', params: { q: await sender.param(1) } });
await sender.reply(`@NAME@ heard ${asked.split('=')[1]}`);
