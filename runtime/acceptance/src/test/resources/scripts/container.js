//[author: test]
//[rule: js container (\w+)]
const { Sender, getSenderID } = require('./middleware');
const { Qinglong } = require('./middleware_ql.js');

const sender = new Sender(getSenderID());
try {
  const panel = await Qinglong.of('case js');
  const added = await panel.addEnv(await sender.param(1), 'a&b', await sender.getUserID());
  const found = await panel.getEnvs(await sender.param(1));
  await sender.reply(`${panel.name} ${found[0].id === added.id ? 'True' : 'False'} ${found[0].value}`);
} catch (failure) {
  await sender.reply(failure.message);
}
