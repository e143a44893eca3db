'use strict';
// Runs that wait for a person are parked in their process, where others go on, and none sees anything of another.

const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const { Dialogue } = require('./dialogue.js');
const { FakeHost } = require('./fake-host.js');

const HEAD = "const m = require('./middleware.js'); const s = new m.Sender(m.getSenderID());\n";
const OK = { status: 'ok', exit: 0, value: null, error: null, reusable: true };

let host;
before(async () => {
  host = await FakeHost.start({ env: { GREETING: 'hello' } });
});
after(() => host.stop());

let scripts = 0;
/** A script of its own name, and a function that begins a run of it. */
function script(text, { ending = 'js', on = () => host } = {}) {
  const name = `dialogue${++scripts}.${ending}`;
  on().write(name, ending === 'js' ? HEAD + text : text);
  return (options = {}) => new Dialogue(on(), name, { stamp: '1', ...options });
}

test('a run that listens is parked, and goes on with its answer', async () => {
  const run = await script("await s.reply('name?'); await s.reply('hi ' + await s.listen());")().untilParked();
  assert.deepEqual([run.replies, run.parked.reusable, run.parked.packages], [['name?'], true, false]);
  run.say('Li');
  assert.deepEqual(await run.result, OK);
  assert.deepEqual([run.replies, run.turns], [['name?', 'hi Li'], 1]);
});

test('input and waitPay park, ES modules, functions and required files park', async () => {
  host.write('asks.js', 'exports.ask = async (s) => await s.input();');
  for (const [text, ending] of [
    ['await s.reply(await s.input());', 'js'],
    ["await s.reply(await s.waitPay('q').then((a) => a.text));", 'js'],
    ["await s.reply(await require('./asks').ask(s));", 'js'],
    ['async function main() { await s.reply(await s.listen()); } main();', 'js'],
    ['s.listen().then((a) => s.reply(a));', 'js'],
    ["import { Sender } from 'middleware'; const s = new Sender(); await s.reply(await s.listen());", 'mjs'],
    ["import { Sender } from 'middleware'; import { ask } from './asks.js'; const s = new Sender(); await s.reply(await ask(s));", 'mjs'],
  ]) {
    const run = await script(text, { ending })().untilParked();
    run.say('yes');
    assert.deepEqual([await run.result, run.replies], [OK, ['yes']], text);
  }
});

test('of two that are asked at once either resumes the run', async () => {
  const begin = script('const [a, b] = await Promise.all([s.listen(), s.listen()]); await s.reply(a + b);');
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    const run = await begin().untilParked();
    for (const place of order) {
      run.say('ab'[place], run.asked[place]);
      if (place === order[0]) await run.untilParked(2);
    }
    assert.deepEqual([await run.result, run.replies, run.turns], [OK, ['ab'], 2]);
  }
  const race = await script('await s.reply(await Promise.race([s.listen(), s.listen()]));')().untilParked();
  race.say('first');
  await race.untilParked(2);
  race.say('second');
  assert.deepEqual([await race.result, race.replies], [OK, ['first']]);
});

test('state of the process is kept for the run and hidden from others', async () => {
  const begin = script(`
const name = await s.param(1);
const seen = () => [typeof mine === 'string' && mine, typeof free === 'string' && free, JSON.mine, [].mine, typeof Date.now(), typeof URL, process.env.MINE,
  process.env.GREETING, process.cwd(), process.argv.slice(3).join(), process.exitCode, typeof require('fs').readFileSync, require('node:path').mine, typeof m.get,
  m.Sender.prototype.say, typeof console.log, process.listenerCount('exit'), process.listenerCount('mine'), process.listenerCount('warning') > 0].join();
const clean = seen();
const written = process.stdout.write.bind(process.stdout);
if (name !== 'clean') {
  globalThis.mine = name; free = name; JSON.mine = name; Array.prototype.mine = name; Date.now = () => name; delete globalThis.URL;
  process.env.MINE = name; process.env.GREETING = name; process.chdir(name === 'a' ? '/' : '/tmp'); process.argv.push(name); process.exitCode = name === 'a' ? 3 : 4;
  require('fs').readFileSync = name; require('node:path').mine = name; m.get = name; m.Sender.prototype.say = name; console.log = name;
  process.on('exit', (code) => written('bye ' + name + code)); process.once('mine', () => {}); process.removeAllListeners('warning');
}
const dirty = seen();
for (let i = 0; i < 2; i++) { await s.listen(); await s.reply(clean + '|' + dirty + '|' + (dirty === seen())); }`);
  const of = (name) => begin({ context: { params: [name] } }).untilParked();
  const [a, b, clean] = [await of('a'), await of('b'), await of('clean')];
  for (let round = 0; round < 2; round++) {
    for (const run of [b, clean, a]) {
      run.say('go');
      if (round === 0) await run.untilParked(2);
      else await run.result;
    }
  }
  const [at, dirty, same] = a.replies[0].split('|');
  const [unchanged, still] = clean.replies[1].split('|');
  assert.deepEqual([at, unchanged, still, same], [unchanged, at, at, 'true']);
  assert.match(dirty, /^a,a,a,a,string,undefined,a,a,\/,a,3,string,a,string,a,string,1,1,false$/);
  assert.match(b.replies[1].split('|')[1], /^b,b,b,b,string,undefined,b,b,\/tmp,b,4,string,b,string,b,string,1,1,false$/);
  for (const [run, name, exit] of [
    [a, 'a', 3],
    [b, 'b', 4],
    [clean, 'clean', 0],
  ]) {
    assert.deepEqual(new Set(run.replies.map((reply) => reply.split('|')[2])), new Set(['true']), name);
    const result = await run.result;
    assert.deepEqual([result.status, result.exit, result.reusable, run.printed], ['ok', exit, true, exit ? `bye ${name}${exit}` : '']);
  }
});

test('each run prints for itself', async () => {
  const begin = script(`const name = await s.param(1); console.log(name, 1); process.stdout.write(Buffer.from('é').subarray(0, 1));
await s.listen(); process.stdout.write(Buffer.from('é').subarray(1)); console.error(name, 2);`);
  const runs = [];
  for (const name of ['a', 'b', 'c']) runs.push(await begin({ context: { params: [name] } }).untilParked());
  for (const run of runs.slice().reverse()) await run.say('go').result;
  assert.deepEqual(
    runs.map((run) => run.printed),
    ['a 1\néa 2\n', 'b 1\néb 2\n', 'c 1\néc 2\n'],
  );
});

test('what keeps the loop alive, or might fire in the turn of another, keeps a run active', async () => {
  for (const text of [
    'const t = setInterval(() => {}, 1000); await s.listen(); clearInterval(t);',
    'const t = setTimeout(() => {}, 100000); await s.listen(); clearTimeout(t);',
    "const n = require('net').createServer().listen(0, '127.0.0.1'); await s.listen(); n.close();",
    "Object.defineProperty(globalThis, 'stuck' + process.pid, { value: 1 }); await s.listen();",
  ]) {
    const other = await FakeHost.start();
    const run = await script(text, { on: () => other })().untilAsked();
    // The worker has nothing to say about it; that it has come so far is seen by what it does next.
    await other.request('nonsense', {}).catch(() => {});
    assert.equal(run.phase, 'begun', text);
    assert.equal((await run.say('go').result).status, 'ok', text);
    await other.stop();
  }
});

test('timers that do not keep the loop alive fire in a turn of their own run', async () => {
  const begin = script(`const name = await s.param(1); globalThis.mine = name;
const t = setInterval(() => m.set(name, globalThis.mine), 5).unref(); await s.listen(); clearInterval(t); console.log(mine);`);
  const fired = new Map();
  const of = (name, enough) =>
    begin({
      context: { params: [name] },
      answers: {
        'bucket.set'(id, { key, value }) {
          fired.set(key, [...(fired.get(key) ?? []), value]);
          host.send({ id, result: true });
          if (fired.get(key).length === 3) enough();
        },
      },
    });
  const many = ['a', 'b', 'c'].map((name) => {
    let run;
    const often = new Promise((resolve) => {
      run = of(name, resolve);
    });
    return { name, run, often };
  });
  await Promise.all(many.map(({ often }) => often));
  for (const { name, run } of many) {
    await run.untilParked();
    assert.deepEqual([await run.say('go').result, run.printed], [OK, `${name}\n`]);
    assert.deepEqual(new Set(fired.get(name)), new Set([name]));
  }
});

test('a run that has fetched something parks, and a timer that fails ends its own run alone', async () => {
  const server = require('node:http').createServer((_, response) => response.end('yes'));
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const begin = script(`const does = await s.param(1);
if (does === 'fails') setTimeout(() => { throw new Error('late'); }, 20).unref();
await s.reply(await (await fetch('http://127.0.0.1:${server.address().port}')).text()); await s.listen();`);
  const fetched = await begin({ context: { params: [] } }).untilParked();
  const fails = begin({ context: { params: ['fails'] } });
  assert.equal((await fails.result).error.message, 'late');
  assert.deepEqual([await fetched.say('go').result, fetched.replies], [OK, ['yes']]);
  server.close();
  server.closeAllConnections?.();
});

test('listeners of the end hear nothing of a run that is parked', async () => {
  const run = await script(
    "process.once('beforeExit', () => console.log('end')); process.on('exit', () => console.log('exit')); await s.listen(); console.log('on');",
  )().untilParked();
  assert.equal(run.printed, '');
  assert.deepEqual([await run.say('go').result, run.printed], [OK, 'on\nend\nexit\n']);
});

test('turns are taken one after the other, in the order of their arrival', async () => {
  const order = [];
  const begin = script(`const name = await s.param(1);
if (name === 'stays') { const t = setInterval(() => {}, 1000); await s.listen(); clearInterval(t); await s.reply(name); return; }
if (name !== 'new') await s.listen(); await s.reply(name);`);
  const of = (name) =>
    begin({
      context: { params: [name] },
      answers: {
        reply(id, { text }) {
          order.push(text);
          host.send({ id, result: {} });
        },
      },
    });
  const parked = [];
  for (const name of ['a', 'b', 'c']) parked.push(await of(name).untilParked());
  const stays = await of('stays').untilAsked();
  parked[1].say('go');
  const fresh = of('new');
  parked[2].say('go');
  parked[0].tell('run.cancel', { reason: 'enough' });
  await host.request('nonsense', {}).catch(() => {});
  assert.deepEqual(order, []);
  stays.say('go');
  const results = await Promise.all([...parked, stays, fresh].map((run) => run.result));
  assert.deepEqual(order, ['stays', 'b', 'new', 'c']);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['cancelled', 'ok', 'ok', 'ok', 'ok'],
  );
  assert.ok(fresh.turns >= 1, 'it was told of no turn');
});

test('a run that waits for another call lets others have their turn', async () => {
  const begin = script("if ((await s.param(1)) === 'slow') { await s.reply(await m.get('k')); } else { await s.reply(await s.listen()); }");
  const parked = await begin().untilParked();
  let asked;
  const slow = begin({
    context: { params: ['slow'] },
    answers: {
      'bucket.get': (id) => {
        asked = id;
        parked.say('quick');
      },
    },
  });
  assert.deepEqual([await parked.result, parked.replies, slow.phase], [OK, ['quick'], 'parked']);
  host.send({ id: asked, result: 'v' });
  assert.deepEqual([await slow.result, slow.replies, slow.turns], [OK, ['v'], 1]);
});

test('errors and ends of the active run do not touch the parked ones', async () => {
  const begin = script(`const does = await s.param(1);
if (does === 'listen') { await s.reply(await s.listen()); return; }
setInterval(() => {}, 1000);
if (does === 'exit') process.exit(2);
if (does === 'throw') setTimeout(() => { throw new Error('x'); }, 1);
if (does === 'reject') Promise.reject(new Error('x'));
await new Promise(() => {});`);
  const of = (name) => begin({ context: { params: [name] } });
  const parked = [await of('listen').untilParked(), await of('listen').untilParked()];
  for (const [name, status, exit] of [
    ['exit', 'ok', 2],
    ['throw', 'error', 1],
    ['reject', 'error', 1],
  ]) {
    const result = await of(name).result;
    assert.deepEqual([result.status, result.exit, result.reusable], [status, exit, true], name);
  }
  const hangs = of('hang');
  await host.request('nonsense', {}).catch(() => {});
  assert.equal((await hangs.tell('run.cancel', { reason: 'enough' }).result).status, 'cancelled');
  for (const run of parked) assert.deepEqual([await run.say('yes').result, run.replies], [OK, ['yes']]);
});

test('a cancelled run that has ended takes nothing from the next one', async () => {
  const cancelled = await script('await s.listen();')().untilParked();
  assert.equal((await cancelled.tell('run.cancel', { reason: 'enough' }).result).status, 'cancelled');
  const next = script("await s.reply('begun'); await new Promise((done) => setTimeout(done, 900)); await s.reply('later');")();
  assert.deepEqual(await next.result, OK);
  assert.deepEqual(next.replies, ['begun', 'later']);
});

test('a parked run is cancelled in its turn, one that has not begun at once', async () => {
  const begin = script(
    'const t = (await s.param(1)) && setInterval(() => {}, 1000); try { await s.listen(); } catch (e) { console.log(e.code); throw e; } finally { clearInterval(t); }',
  );
  const parked = await begin({ context: { params: [] } }).untilParked();
  const active = await begin({ context: { params: ['stays'] } }).untilAsked();
  const queued = begin();
  parked.tell('run.cancel', { reason: 'the plugin was replaced' });
  queued.tell('run.cancel', { reason: 'enough' });
  const unbegun = await queued.result;
  assert.deepEqual([unbegun.status, unbegun.error.message, unbegun.reusable], ['cancelled', 'The run was cancelled: enough', true]);
  assert.deepEqual([queued.asked, queued.turns, parked.phase], [[], 0, 'parked']);
  assert.deepEqual(await active.say('x').result, OK);
  const { status, error, reusable } = await parked.result;
  assert.deepEqual([status, error.message, error.line, reusable], ['cancelled', 'The run was cancelled: the plugin was replaced', 2, true]);
  assert.deepEqual([parked.printed, parked.turns], ['cancelled\n', 1]);
});

test('a run that is dropped is forgotten', async () => {
  const begin = script(
    'await s.listen(); await s.reply(String(typeof process.env.A)); process.env.A = 1; if (await s.param(1)) { setInterval(() => {}, 1000); await s.reply("on"); await new Promise(() => {}); }',
  );
  const [gone, stays] = [await begin().untilParked(), await begin({ context: { params: [''] } }).untilParked()];
  gone.tell('run.drop').say('x');
  assert.deepEqual([await stays.say('x').result, stays.replies], [OK, ['undefined']]);
  assert.deepEqual([gone.phase, gone.replies, gone.turns], ['parked', [], 0]);
  let on;
  const dropped = await begin({
    context: { params: ['stay'] },
    answers: { reply: (id, { text }) => (text === 'on' ? on() : host.send({ id, result: {} })) },
  }).untilParked();
  const heard = new Promise((resolve) => {
    on = resolve;
  });
  dropped.say('x');
  await heard;
  assert.equal((await dropped.tell('run.drop').result).reusable, true);
  assert.equal((await host.run('')).status, 'ok');
});

test('a process with parked runs takes none of another plugin', async () => {
  const run = await script('await s.listen();')().untilParked();
  await assert.rejects(host.run(''), /busy with runs of another plugin/);
  await run.say('x').result;
  assert.equal((await host.run('')).status, 'ok');
});

test('a stop cancels parked runs one after the other and ends with 0', async () => {
  const other = await FakeHost.start();
  const begin = script('try { await s.listen(); } catch (e) { console.log(e.code); }', { on: () => other });
  const runs = [];
  for (let i = 0; i < 50; i++) runs.push(await begin().untilParked());
  other.send({ method: 'worker.stop' });
  for (const run of runs) assert.deepEqual([(await run.result).reusable, run.printed], [false, 'cancelled\n']);
  assert.deepEqual(await other.exited, { code: 0, signal: null });
  await other.stop();
});

test('a spoiled process takes no new runs and lets the parked ones come to their end', async () => {
  const other = await FakeHost.start();
  const begin = script(
    `const does = await s.param(1);
if (does === 'stuck') Object.defineProperty(globalThis, 'stuck', { value: 1 });
if (does === 'thread') { new (require('worker_threads').Worker)('setInterval(() => {}, 1000)', { eval: true }).on('online', () => process.exit(0)); await new Promise(() => {}); }
await s.reply(await s.listen()); await s.reply(await s.listen());`,
    { on: () => other },
  );
  const of = (name) => begin({ context: { params: [name] } });
  const parked = [await of('').untilParked(), await of('').untilParked()];
  const thread = of('thread');
  const queued = of('');
  assert.equal((await thread.result).reusable, false);
  await assert.rejects(queued.result, /takes no new runs/);
  await assert.rejects(of('').result, /takes no new runs/);
  for (const run of parked) {
    await run.say('1').untilParked(2);
    assert.equal(run.parked.reusable, false);
  }
  for (const run of parked) assert.deepEqual([(await run.say('2').result).status, run.replies], ['ok', ['1', '2']]);
  await other.stop();
});

test('many dialogues at once, answered in any order: each gets the own answers', async () => {
  const begin =
    script(`const name = await s.param(1); globalThis.name = name; process.env.NAME = name; process.argv.push(name); m.own = name;
await s.reply('name?');
for (let i = 0; i < 3; i++) {
  const heard = await s.listen();
  console.log(heard);
  await s.reply([name, heard, globalThis.name, process.env.NAME, process.argv[3], m.own, await m.get(name)].join());
}`);
  for (let round = 0; round < 3; round++) {
    const runs = Array.from({ length: 200 }, (_, i) => begin({ context: { params: [`n${i}`] } }));
    await Promise.all(runs.map((run) => run.untilParked()));
    await Promise.all(
      runs.map(async (run, i) => {
        for (let turn = 0; turn < 3; turn++) {
          await new Promise((resolve) => {
            setTimeout(resolve, Math.random() * 30);
          });
          await run.untilAsked();
          run.say(`n${i}-${turn}`);
        }
        assert.deepEqual(await run.result, OK);
      }),
    );
    for (const [i, run] of runs.entries()) {
      const n = `n${i}`;
      assert.deepEqual(run.replies, ['name?', ...[0, 1, 2].map((turn) => [n, `${n}-${turn}`, n, n, n, n, n].join())]);
      assert.equal(run.printed, `${n}-0\n${n}-1\n${n}-2\n`);
    }
  }
});
