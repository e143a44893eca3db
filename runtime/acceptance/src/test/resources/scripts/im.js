//[author: test]
//[rule: js im (.+)]
// Prints what each call of a list answers as JSON, or the words of its error: the list, the IM, and the account that is to speak if one is.
const fs = require('fs');
const path = require('path');
const middleware = require('./middleware');

const sender = new middleware.Sender(middleware.getSenderID());
const [name, im, account] = (await sender.getMessage()).split(' ').slice(2);
const [group, user] = { qq: ['123', ''], weixin: ['', 'ann@im.wechat'], qx: ['123@chatroom', ''] }[im];
const options = account ? { account_id: account } : {};
const rows = fs.readFileSync(path.join(__dirname, `${name}.calls`), 'utf8').split('\n');
for (const call of rows.filter((row) => row.includes(' -> ')).map((row) => row.split(' -> ')[0])) {
  try {
    console.log(JSON.stringify(await eval(call)));
  } catch (error) {
    console.log(JSON.stringify({ error: error.message }));
  }
}
