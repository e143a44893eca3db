// [rule: @NAME@ (.+)]
// [dependency: {"name": "axios", "manager": "npm"}]
// [dependency: {"name": "crypto-js", "manager": "npm"}]
const crypto = require('crypto-js');
const middleware = require('./middleware.js');

const sender = new middleware.Sender(middleware.getSenderID());
const sealed = crypto.AES.encrypt(await sender.param(1), 'key').toString();
await sender.reply(`@NAME@ heard ${crypto.AES.decrypt(sealed, 'key').toString(crypto.enc.Utf8)}`);
