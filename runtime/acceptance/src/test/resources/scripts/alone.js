//[author: test]
//[rule: js alone (\w+)]
const middleware = require('./middleware');

if ((await new middleware.Sender(middleware.getSenderID()).param(1)) === 'leave') {
  process.env.LEFT = 'x';
  globalThis.leftBehind = 1;
  process.chdir('/');
  try {
    middleware.left = 1;
  } catch {
    // It may as well be frozen.
  }
  return;
}
const found = ['LEFT' in process.env, 'leftBehind' in globalThis, 'left' in middleware, process.cwd() === __dirname];
console.log(found.map((one) => (one ? 'True' : 'False')).join(' '));
