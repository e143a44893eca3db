//[author: test]
//[rule: js push (\w+)(?: (\w+))?]
const m = require('./middleware');

const sender = new m.Sender(m.getSenderID());

async function allSix(options) {
  const to = ['qq', (await sender.getChatID()) || '123456', '', 't'];
  console.log(
    await m.push(...to, 'c', options),
    await m.pushImage(...to, 'base64://iVBORw0KGgo=', options),
    await m.pushVoice(...to, 'base64://IyFBTVI=', options),
    await m.pushVideo(...to, 'base64://AAAAGGZ0eXA=', options),
    await m.pushFile(...to, 'base64://aGVsbG8=', options),
    await m.pushMixed(...to, [{ type: 'text', text: 'x' }], options),
  );
}

const how = (await sender.param(1)) || 'six';
await allSix(how === 'six' ? {} : { [how]: await sender.param(2) });
