//[author: botyard]
//[title: A small form]
//[description: Asks two questions and remembers the answers]
//[version: 1.0.0]
//[rule: js sign up]
const middleware = require('./middleware');

const sender = new middleware.Sender(middleware.getSenderID());

async function ask(question) {
  await sender.reply(question);
  const answer = await sender.listen(60000);
  if (!answer) {
    await sender.reply("No answer in a minute; say 'js sign up' to start again.");
    process.exit(0);
  }
  return answer;
}

const name = await ask('What is your name?');
const city = await ask(`Where do you live, ${name}?`);
await middleware.bucketSet('sign_up', await sender.getUserID(), `${name}, ${city}`);
await sender.reply(`Welcome, ${name} from ${city}!`);
