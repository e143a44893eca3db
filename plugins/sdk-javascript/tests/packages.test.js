'use strict';
// What a script does to a package is not seen by another run, although packages stay loaded.

const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const { Dialogue } = require('./dialogue.js');
const { FakeHost } = require('./fake-host.js');

const CLIENT = `class List { constructor() { this.handlers = []; } use(one) { this.handlers.push(one); } }
class Client { send() { return 'sent'; } }
function client() { return 'called'; }
client.defaults = { base: '', headers: { common: { Accept: '*' } }, transform: [String] };
client.interceptors = { request: new List() };
client.get = () => 'got';
client.Client = Client;
client.shared = new Client();
client.isolated = Object.freeze({ x: 1 });
let n = 0;
client.count = () => ++n;
module.exports = client;`;
const PATCH = `client.get = () => 'mine'; client.own = 1; client.defaults.base = 'b'; client.defaults.headers.common.Authorization = 'secret';
client.defaults.transform.push(Number); client.interceptors.request.use(() => {}); client.Client.prototype.send = () => 'patched'; delete client.isolated;`;
const SEEN = `[client.get(), client.own, client.defaults.base, client.defaults.headers.common.Authorization, client.defaults.transform.length,
client.interceptors.request.handlers.length, new client.Client().send(), client.isolated?.x].join()`;
const CLEAN = 'got,,,,1,0,sent,1';

let host;
before(async () => {
  host = await FakeHost.start();
  host.write('node_modules/client/index.js', CLIENT);
  host.write('node_modules/esm/package.json', '{"type": "module", "exports": "./i.js"}');
  host.write(
    'node_modules/esm/i.js',
    'export const options = { headers: {} }; export class Api { go() { return 1; } } export default function main() {} main.defaults = {};',
  );
});
after(() => host.stop());

async function prints(text, wanted, options) {
  const result = await host.run(text, options);
  assert.deepEqual([result.status, result.reusable, host.output.stdout.trim()], ['ok', true, wanted], JSON.stringify(result.error));
  return result;
}

test('the host is told that a package has been loaded', async () => {
  const other = await FakeHost.start();
  other.write('node_modules/plain/index.js', '');
  other.write('own.js', '');
  assert.ok(!('packages' in (await other.run("require('./own'); require('fs'); require('middleware')"))));
  assert.equal((await other.run("require('plain')")).packages, true);
  assert.equal((await other.run('')).packages, true);
  other.write('waits.js', "await new (require('middleware').Sender)().listen();");
  const run = await new Dialogue(other, 'waits.js').untilParked();
  assert.equal(run.parked.packages, true);
  await other.stop();
});

test('what a script sets in a package is gone in the next run', async () => {
  for (let i = 0; i < 3; i++) {
    await prints(`const client = require('client'); const seen = ${SEEN}; ${PATCH} console.log(seen);`, CLEAN);
  }
  const text =
    "import main, { options, Api } from 'esm'; console.log(options.headers.a, main.defaults.a, new Api().go()); options.headers.a = main.defaults.a = 1; Api.prototype.go = () => 2;";
  for (let i = 0; i < 2; i++) await prints(text, 'undefined undefined 1', { name: 'esm.mjs' });
});

test('what a package keeps for itself, and objects of its classes, stay as they are', async () => {
  await prints("const client = require('client'); client.shared.x = 1; console.log(client.count())", '1');
  await prints("const client = require('client'); console.log(client.count(), client.shared.x)", '2 1');
});

test('a parked run keeps what it has set, others do not see it', async () => {
  host.write(
    'sets.js',
    `const m = require('middleware'); const s = new m.Sender(); const client = require('client');\nconst seen = () => ${SEEN};
if (await s.param(1)) { ${PATCH} } const before = seen(); await s.listen(); await s.reply(before); await s.reply(seen());`,
  );
  const of = (name) => new Dialogue(host, 'sets.js', { stamp: '1', context: { params: [name] } }).untilParked();
  const [dirty, clean] = [await of('x'), await of('')];
  await dirty.say('go').result;
  await clean.say('go').result;
  assert.deepEqual([dirty.replies, clean.replies], [Array(2).fill('mine,1,b,secret,2,1,patched,'), [CLEAN, CLEAN]]);
});

test('what a package adds to another one while it is loaded stays', async () => {
  host.write('node_modules/locale/index.js', "require('client').defaults.locale = 'zh';");
  for (let i = 0; i < 2; i++) {
    await prints(
      "const client = require('client'); require('locale'); console.log(client.defaults.locale, client.defaults.mine); client.defaults.mine = 1;",
      'zh undefined',
    );
  }
});

test('a package that adds itself to one that the script has changed costs the worker', async () => {
  const other = await FakeHost.start();
  other.write('node_modules/client/index.js', CLIENT);
  other.write('node_modules/locale/index.js', "require('client').defaults.locale = 'zh';");
  const result = await other.run("const client = require('client'); client.defaults.base = 'b'; require('locale');");
  assert.deepEqual([result.status, result.reusable], ['ok', false]);
  await other.stop();
});

test('a package that cannot be put back costs the worker', async () => {
  const other = await FakeHost.start();
  other.write('node_modules/client/index.js', CLIENT);
  assert.equal((await other.run("Object.freeze(require('client').defaults)")).reusable, false);
  await other.stop();
});
