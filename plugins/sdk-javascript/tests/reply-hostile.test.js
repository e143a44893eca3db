'use strict';
// Reply scripts that do harm: the worker answers for each and goes on.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { after, before, test } = require('node:test');
const { Dialogue } = require('./dialogue.js');
const { FakeHost } = require('./fake-host.js');

const OK = { status: 'ok', exit: 0, value: null, error: null, reusable: true };
let host;
before(async () => {
  host = await FakeHost.start({ flags: ['--experimental-vm-modules', '--max-old-space-size=48'] });
});
after(() => host.stop());

const play = (source) => host.run(source, { dialect: 'es5' });
const goesOn = async () => assert.deepEqual(await play("sendText('well')"), OK);

function begun(source) {
  host.write('hostile.js', source);
  return new Dialogue(host, 'hostile.js', { dialect: 'es5', stamp: source });
}

function cpuMicros() {
  const fields = fs
    .readFileSync(`/proc/${host.process.pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10000;
}

test('an endless loop is ended when the host cancels it, and the process stays', async () => {
  const run = begun("sendText('begun'); for (;;) { try { (function () { for (;;) {} })() } catch (e) {} }");
  await run.untilReplied();
  const { status, error, reusable } = await run.tell('run.cancel', { reason: 'time' }).result;
  assert.deepEqual([status, error.message, reusable], ['cancelled', 'The run was cancelled: time', true]);
  await goesOn();
});

test('a loop of calls that swallows every error is ended, too', async () => {
  const run = begun("sendText('begun'); for (;;) { try { sleep(5) } catch (e) {} }");
  await run.untilReplied();
  assert.equal((await run.tell('run.cancel', { reason: 'time' }).result).status, 'cancelled');
  await goesOn();
});

test('what waits hears of a cancellation at once, and may clean up', async () => {
  for (const wait of [
    'input(60000)',
    'sleep(60000)',
    "request({ url: 'http://127.0.0.1:' + GetContent() + '/' })",
    "waitPay(60000, 'q')",
  ]) {
    const server = require('node:net').createServer(() => {});
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const source = `try { sendText('begun'); ${wait}; sendText('no error') } catch (e) { Debug('heard ' + e.code); throw e }`;
    host.write('hostile.js', source);
    const run = new Dialogue(host, 'hostile.js', { dialect: 'es5', stamp: wait, context: { message: String(server.address().port) } });
    await run.untilReplied();
    assert.equal((await run.tell('run.cancel', { reason: 'time' }).result).status, 'cancelled', wait);
    assert.match(run.printed, /heard cancelled/, wait);
    server.close();
    await goesOn();
  }
});

test('a run that waits for a person can be dropped', async () => {
  const run = begun("input(60000); sendText('never')");
  await run.untilParked();
  run.tell('run.drop');
  await goesOn();
  assert.deepEqual(run.replies, []);
});

test('a script that uses up its memory is ended, and the process stays', async () => {
  const { status, error, reusable } = await play('const all = []; for (;;) all.push(new Array(1000).fill(Math.random()))');
  assert.deepEqual([status, reusable], ['error', true]);
  assert.match(error.message, /more memory than a run may/);
  await goesOn();
});

test('a script that recurses without end, throws odd things or breaks what it has is an error of its own', async () => {
  for (const source of [
    'function f() { return f() + 1 } f()',
    'throw Object.create(null)',
    "JSON.parse = JSON.stringify = () => { throw 1 }; Array.prototype.map = null; Object.prototype.toString = null; sendText('x'); nowhere()",
    'Object.defineProperty(globalThis, "sendText", { value: 1 }); Object.freeze(globalThis); sendText()',
    'Error.prepareStackTrace = () => { throw 1 }; null.x',
    'throw new Proxy({}, { get() { throw 1 }, has() { throw 2 } })',
    "call.constructor('return process')().exit(1)",
    'Promise.reject(1)',
  ]) {
    const { status, reusable } = await play(source);
    assert.deepEqual([status, reusable], ['error', true], source);
  }
  await goesOn();
});

test('a flood of output is cut, and costs no memory', async () => {
  assert.deepEqual(await play("const line = 'x'.repeat(1000); for (let i = 0; i < 20000; i++) Debug(line); console.log('end')"), OK);
  assert.match(host.output.stdout, /end\n$/);
  assert.ok(host.output.dropped > 0);
});

test('a run that waits burns no processor', async () => {
  const run = begun('input(60000)');
  await run.untilParked();
  const before = cpuMicros();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const burnt = cpuMicros() - before;
  run.say('x');
  assert.deepEqual(await run.result, OK);
  assert.ok(burnt < 100000, `${burnt} µs in half a second`);
});

test('however many runs wait, the next one starts', async () => {
  host.write('ask.js', 'sendText(input(60000))');
  const runs = Array.from({ length: 30 }, () => new Dialogue(host, 'ask.js', { dialect: 'es5', stamp: '1' }));
  for (const run of runs) {
    await run.untilParked();
    run.say('tea');
    assert.deepEqual(await run.result, OK);
  }
  assert.deepEqual(
    runs.map((run) => run.replies[0]),
    runs.map(() => 'tea'),
  );
  await goesOn();
});
