'use strict';
// Handlers: what a file tells of them, and how one is fired.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test, before, after } = require('node:test');
const { FakeHost } = require('./fake-host.js');

const WORKER = path.join(__dirname, '..', 'botyard-worker.js');
let host;
before(async () => {
  host = await FakeHost.start();
});
after(() => host.stop());

function ask(source, { name = 'p.js', ...more } = {}) {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'botyard-handlers-')));
  try {
    const file = path.join(folder, name);
    fs.writeFileSync(file, source);
    const done = spawnSync(process.execPath, ['--experimental-vm-modules', WORKER, 'check'], {
      input: JSON.stringify([{ file, declare: true, ...more }]),
      encoding: 'utf8',
    });
    assert.equal(done.status, 0, done.stderr);
    return JSON.parse(done.stdout);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const HANDLERS = `
onMessage(['weather {city}', 'w {city}'], { priority: 5, admin: true }, async function weather(event, { city }) {});
onMessage('add {a:int} {b:number} {c:int?}', (event) => {});
onMessage(/tea/i, { name: 'tea' }, () => {});
onMessage((event) => {});
onEvent(['group.member.join', 'payment'], () => {});
every('1h30m', () => {});
every('0 8 * * *', { name: 'tea' }, () => {});
`;

test('a file tells its handlers, as a script and as an ES module', () => {
  for (const [name, head] of [
    ['p.js', "const { every, onEvent, onMessage } = require('botyard');"],
    ['p.mjs', "import { every, onEvent, onMessage } from 'botyard';"],
  ]) {
    const told = ask(head + HANDLERS, { name });
    assert.equal(told.message, '');
    assert.deepEqual(
      told.handlers.map((one) => [one.name, one.line, one.kind, one.rules ?? one.triggers, one.faults]),
      [
        ['weather', 2, 'message', [{ pattern: 'weather {city}' }, { pattern: 'w {city}' }], []],
        ['message_2', 3, 'message', [{ pattern: 'add {a:int} {b:number} {c:int?}' }], []],
        ['tea', 4, 'message', [{ regex: '(?i)tea' }], []],
        ['message_4', 5, 'message', [{ regex: '' }], []],
        ['event_5', 6, 'event', ['group.member.join', 'payment'], []],
        ['schedule_6', 7, 'schedule', ['1h30m'], []],
        ['tea_2', 8, 'schedule', ['0 8 * * *'], []],
      ],
    );
    assert.deepEqual([told.handlers[0].priority, told.handlers[0].admin], [5, true]);
  }
});

test('what can fire nothing is told', () => {
  const told = ask("const b = require('botyard'); b.onEvent([], () => {}); b.onMessage(5, () => {}); b.onMessage(/a/v, () => {});");
  const faults = told.handlers?.map((one) => one.faults[0]) ?? [told.message];
  if (process.versions.node.startsWith('18.')) return; // has no flag v, which is told as the error of the file
  assert.match(faults[0], /nothing that fires it/);
  assert.match(faults[1], /not number/);
  assert.match(faults[2], /flag v/);
});

test('a broken file is told with its line, and nothing is said meanwhile', () => {
  const broken = ask("const { onMessage } = require('botyard');\n\nthrow new TypeError('no tea');\n");
  assert.deepEqual([broken.line, broken.message], [3, 'TypeError: no tea']);
  const loud = ask("const { push } = require('botyard');\nconsole.log('loud');\nawait push('qq', { user: 1, text: 'hi' });\n");
  assert.equal(loud.line, 3);
  assert.match(loud.message, /^push cannot be called while the file is only asked for its handlers/);
  assert.match(ask("require('botyard'); await new Promise(() => {});").message, /nothing can settle/);
  assert.match(ask("require('botyard'); onMessage;").message, /ReferenceError/);
});

test('a file that ends itself still tells them, and one that does not come back is left', () => {
  const ended = ask("const { onMessage } = require('botyard');\nonMessage('a', function a() {});\nprocess.exit(0);\n");
  assert.deepEqual(
    ended.handlers.map((one) => one.name),
    ['a'],
  );
  assert.match(ask("require('botyard'); setInterval(() => {}, 1000); await new Promise(() => {});", { seconds: 1 }).message, /within 1 s/);
});

test('without being asked to nothing is run', () => {
  const told = ask("require('botyard'); throw new Error();", { declare: false });
  assert.deepEqual([told.message, told.handlers], ['', null]);
  assert.ok(!('handlers' in ask("require('fs');")));
});

async function fire(source, name, { names = [], params = [], ...more } = {}) {
  const result = await host.run(source, { ...more, context: { params, ...more.context }, handler: { name, names } });
  return { result, said: host.calls.filter((call) => call.method === 'reply').map((call) => call.params.text) };
}

async function ok(...given) {
  const fired = await fire(...given);
  assert.equal(fired.result.status, 'ok', JSON.stringify(fired.result.error));
  return fired.said;
}

test('the wanted handler gets what its pattern has captured', async () => {
  const source = `const { onMessage } = require('botyard');
    onMessage('add {a:int} {b} {c:int?}', async function add(event, { a, b, c = 7 }) {
      await event.reply(JSON.stringify([a, b, c, event.chat.id, String(event.user), event.text]));
    });
    onMessage('other', (event) => event.reply('wrong one'));`;
  const said = await ok(source, 'add', { names: ['a', 'b', 'c'], params: ['1', '2', ''] });
  assert.deepEqual(said, ['[1,"2",7,"7","Li","echo hello"]']);
});

test('replies, pushes and questions give objects', async () => {
  const source = `import { onMessage, push } from 'botyard';
    onMessage('go', async function go(event) {
      const receipt = await event.reply('one');
      const pushed = await push('qq', { user: 5, text: 'two', account: 'a' });
      const answer = await event.ask('three?', { timeout: 30 });
      console.log(receipt.id, receipt.ok, pushed.account, pushed.code, answer.text, answer.timedOut);
    });`;
  const answers = {
    push: { sent: 1, receipt: { code: 'accepted', account_id: 'a', message_ids: ['m-9'] } },
    listen: { text: 'yes', media_items: [] },
  };
  const said = await ok(source, 'go', { name: 'p.mjs', answers });
  assert.deepEqual(said, ['one', 'three?']);
  assert.equal(host.output.stdout, 'm-1 true a accepted yes false\n');
  assert.deepEqual(host.calls[1].params.options, { account_id: 'a' });
  assert.equal(host.calls[3].params.wait, 30000);
});

test('choices are asked again, a check says why, a word calls it off', async () => {
  const source = `const { onMessage } = require('botyard');
    onMessage('tea', async function tea(event) {
      console.log((await event.ask('Which?', { choices: ['Green', 'Black'] })).text);
      const many = await event.ask('How many?', { check: (text) => /^[0-9]+$/.test(text) || 'A number, please.', cancel: ['Stop'] });
      console.log(JSON.stringify([many.text, many.cancelled]));
    });`;
  const words = ['blue', '2', 'many', 'stop'];
  const said = await ok(source, 'tea', { answers: { listen: () => ({ text: words.shift(), media_items: [] }) } });
  assert.deepEqual(said, ['Which?\n1. Green\n2. Black', 'Which?\n1. Green\n2. Black', 'How many?', 'A number, please.\nHow many?']);
  assert.equal(host.output.stdout, 'Black\n["",true]\n');
});

test('a run without a handler is the script alone', async () => {
  await host.run("require('botyard').onMessage('a', () => console.log('never')); console.log('script');");
  assert.equal(host.output.stdout, 'script\n');
});

test('an error of a handler names its line, and a handler may be gone', async () => {
  const { result } = await fire("const { onMessage } = require('botyard');\n\nonMessage('n', async function n() {\n  null.x;\n});\n", 'n');
  assert.deepEqual([result.error.type, result.error.line], ['TypeError', 4]);
  assert.match((await fire("require('botyard');", 'gone')).result.error.message, /no handler 'gone'/);
});

test('state is kept for the chat, the person and the plugin', async () => {
  const kept = new Map();
  const answers = {
    'bucket.get': ({ bucket, key }) => kept.get(`${bucket} ${key}`) ?? '',
    'bucket.set': ({ bucket, key, value }) => kept.set(`${bucket} ${key}`, value) && true,
    'bucket.delete': ({ bucket, key }) => kept.delete(`${bucket} ${key}`),
    'bucket.keys': () => [...kept.keys()].map((key) => key.split(' ')[1]),
  };
  const source = `const { onMessage, state } = require('botyard');
    onMessage('n', async function n() {
      await state.chat.set('count', (await state.chat.get('count', 0)) + 1);
      await state.user.set('likes', ['tea']);
      await state.plugin.set('x', 1);
      await state.plugin.delete('x');
      console.log(await state.chat.get('count'), await state.user.get('likes'), await state.user.keys(), await state.plugin.get('x', 'none'));
    });`;
  await ok(source, 'n', { answers });
  await ok(source, 'n', { answers });
  assert.equal(host.output.stdout, "2 [ 'tea' ] [ 'likes' ] none\n");
  assert.deepEqual([...kept.keys()], ['state.p chat:qq:7:count', 'state.p user:qq:42:likes']);
});
