//[author: test]
//[title: Calls]
//[version: 1.2.3]
//[rule: js calls (\w+)]
// Prints what each call of a list answers as JSON, or the words of its error.
const fs = require('fs');
const path = require('path');
const middleware = require('./middleware');

const sender = new middleware.Sender(middleware.getSenderID());
const rows = fs.readFileSync(path.join(__dirname, `${await sender.param(1)}.calls`), 'utf8').split('\n');
for (const call of rows.filter((row) => row.includes(' -> ')).map((row) => row.split(' -> ')[0])) {
  try {
    console.log(JSON.stringify(await eval(call)));
  } catch (error) {
    console.log(JSON.stringify({ error: error.message }));
  }
}
