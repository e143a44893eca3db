'use strict';
// How runs start and end.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { after, before, test } = require('node:test');
const { FakeHost } = require('./fake-host.js');

const ECHO = "const m = require('./middleware.js'); const s = new m.Sender(m.getSenderID()); await s.reply(await s.getMessage());";
const OK = { status: 'ok', exit: 0, value: null, error: null, reusable: true };

let host;
before(async () => {
  host = await FakeHost.start();
});
after(() => host.stop());

function echoWorks() {
  return host.run(ECHO).then((result) => assert.deepEqual(result, OK));
}

test('the greeting carries token, pid and language', () => {
  const { role, token, pid, language, version } = host.greeting.params;
  assert.deepEqual([role, token, pid, language, typeof version], ['worker', 't-1', host.process.pid, 'javascript', 'string']);
});

test('top-level await and return go together with require', async () => {
  const result = await host.run(
    "const { Sender } = require('./middleware');\nif (true) { await new Sender().reply('a'); return; }\nthrow new Error('no');",
  );
  assert.deepEqual(result, OK);
  assert.equal(host.calls.length, 1);
});

test('a script that takes globals of reply scripts is told what they are, other missing names are not', async () => {
  for (const script of ["sendText('tea');", 'var GetContent = GetContent();']) {
    assert.match((await host.run(script)).error.message, /is a global function of reply scripts; add the header \[language: es5\]/);
  }
  assert.equal((await host.run('sendTea();')).error.message, 'sendTea is not defined');
  assert.equal((await host.run('const push = 1; push();')).error.message, 'push is not a function');
});

test('a script that starts its work without awaiting it is finished', async () => {
  const result = await host.run(`const m = require('middleware'); const zlib = require('zlib');
async function main() { await new Promise((r) => setTimeout(r, 20)); zlib.gzip('x', () => setImmediate(() => new m.Sender().reply('late'))); }
main();`);
  assert.deepEqual(result, OK);
  assert.equal(host.calls[0].params.text, 'late');
});

test('sockets of the script hold the run open, as in Node', async () => {
  const result = await host.run(`const http = require('http');
const server = http.createServer((q, a) => a.end('yes')).listen(0, '127.0.0.1', () => {
  http.get({ port: server.address().port, agent: false }, (r) => r.on('data', (d) => console.log(String(d))).on('end', () => server.close()));
});`);
  assert.deepEqual(result, OK);
  assert.equal(host.output.stdout, 'yes\n');
});

test('process.exit is a normal end, at once, and nothing after it is done', async () => {
  const result = await host.run(`const m = require('middleware'); setInterval(() => {}, 5); require('net').createServer().listen(0);
try { process.exit(3); } catch {} console.log('after'); await new m.Sender().reply('no'); console.log('never');`);
  assert.deepEqual(result, { ...OK, exit: 3 });
  assert.deepEqual(host.calls, []);
  assert.ok(!host.output.stdout.includes('never'));
});

test('process.exit works in callbacks, without argument and by exitCode', async () => {
  assert.equal((await host.run('setTimeout(() => process.exit(), 1); setInterval(() => {}, 1000);')).exit, 0);
  assert.equal((await host.run('process.exitCode = 5;')).exit, 5);
  assert.equal((await host.run('process.exitCode = 6; process.exit();')).exit, 6);
  assert.equal((await host.run("process.on('exit', (code) => console.log('bye', code)); process.exit(2)")).exit, 2);
  assert.equal(host.output.stdout, 'bye 2\n');
  assert.deepEqual(await host.run(ECHO), OK);
});

test('beforeExit listeners may go on', async () => {
  assert.deepEqual(await host.run("process.once('beforeExit', () => setTimeout(() => console.log('more'), 1));"), OK);
  assert.equal(host.output.stdout, 'more\n');
});

test('errors carry type, message, own lines and the line', async () => {
  host.write('part.js', '\nexports.fail = () => {\n  null.x;\n};');
  const result = await host.run("// one\n// two\nfunction f() {\n  require('./part').fail();\n}\nf();", { name: 'failing.js' });
  assert.equal(result.status, 'error');
  assert.deepEqual([result.error.type, result.error.line, result.exit, result.reusable], ['TypeError', 4, 1, true]);
  const frames = result.error.traceback.split('\n').slice(1);
  assert.match(frames[0], /part\.js:3:/);
  assert.match(frames[1], /failing\.js:4:/);
  assert.ok(
    frames.every((frame) => frame.includes(host.plugins)),
    result.error.traceback,
  );
});

test('columns of the first line are right, too', async () => {
  assert.match((await host.run("throw new Error('x')")).error.traceback, /script\.js:1:7\b/);
});

test('syntax errors name their line', async () => {
  for (const [name, text] of [
    ['bad.js', 'let a = 1;\nlet b = ;'],
    ['bad.mjs', 'let a = 1;\nlet b = ;'],
  ]) {
    const { error } = await host.run(text, { name });
    assert.deepEqual([error.type, error.line], ['SyntaxError', 2], name);
  }
});

test('rejections nobody handles and errors in callbacks fail the run', async () => {
  for (const text of [
    "\nPromise.reject(new RangeError('r')); await new Promise((r) => setTimeout(r, 200));",
    "\nsetTimeout(() => { throw new RangeError('r'); }, 1);",
    "\n(async () => { throw new RangeError('r'); })();",
    "\nprocess.nextTick(() => { throw new RangeError('r'); });",
  ]) {
    const result = await host.run(text);
    assert.deepEqual([result.status, result.error.type, result.error.message, result.error.line], ['error', 'RangeError', 'r', 2], text);
  }
  await echoWorks();
});

test("the script's own handlers of uncaught errors are asked first", async () => {
  assert.deepEqual(
    await host.run(
      "process.on('uncaughtException', (e) => console.log('got', e.message)); setTimeout(() => { throw new Error('x'); }, 1);",
    ),
    OK,
  );
  assert.equal(host.output.stdout, 'got x\n');
  assert.deepEqual(
    await host.run("process.on('unhandledRejection', (e) => console.log('got', e.message)); Promise.reject(new Error('y'));"),
    OK,
  );
  assert.equal(host.output.stdout, 'got y\n');
});

test('things that are no errors can be thrown', async () => {
  assert.equal((await host.run("throw 'text'")).error.message, 'text');
  assert.equal((await host.run('throw null')).error.message, 'null');
  assert.equal((await host.run('throw {a: 1}')).error.message, '{ a: 1 }');
  assert.equal((await host.run('Promise.reject(undefined)')).status, 'error');
  await echoWorks();
});

test('a promise that nothing can settle ends the run with a sentence', async () => {
  const result = await host.run('await new Promise(() => {})');
  assert.deepEqual([result.status, result.exit, result.reusable], ['error', 13, true]);
  assert.match(result.error.message, /waits at its top level/);
});

test('a call that is made after the run has ended is refused or dropped', async () => {
  await host.run("const m = require('middleware'); setTimeout(() => new m.Sender().reply('late'), 50).unref();");
  await echoWorks();
  assert.deepEqual(
    host.calls.map((call) => call.params.text),
    ['echo hello'],
  );
});

test('cancelling fails the pending call and the next ones', async () => {
  const answers = {
    listen: () => {
      host.send({ method: 'run.cancel', params: { run: host.token, reason: 'time is up' } });
      return FakeHost.SILENCE;
    },
  };
  const result = await host.run(
    "const m = require('middleware'); const s = new m.Sender();\ntry { await s.listen(); } catch (e) { console.log(e.code); }\nawait s.reply('x');",
    { answers },
  );
  assert.deepEqual([result.status, result.error.line, result.reusable], ['cancelled', 3, true]);
  assert.equal(result.error.message, 'The run was cancelled: time is up');
  assert.equal(host.output.stdout, 'cancelled\n');
  await echoWorks();
});

test('cancelling ends a script that does not ask the host for anything', async () => {
  const running = host.run("console.log('on'); setInterval(() => {}, 5); await new Promise(() => {});");
  setTimeout(() => host.send({ method: 'run.cancel', params: { run: host.token, reason: 'replaced' } }), 50);
  const result = await running;
  assert.equal(result.status, 'cancelled');
  await echoWorks();
});

test('a changed file takes effect, an unchanged one is compiled once', async () => {
  host.write('hot.js', "require('middleware').set('v', 1)");
  await host.runFile('hot.js', { stamp: 'a' });
  fs.writeFileSync(`${host.plugins}/hot.js`, "require('middleware').set('v', 2)");
  await host.runFile('hot.js', { stamp: 'a' });
  assert.equal(host.calls[0].params.value, 1);
  await host.runFile('hot.js', { stamp: 'b' });
  assert.equal(host.calls[0].params.value, 2);
});

test('shebang, byte order mark, final comments and old names are tolerated', async () => {
  assert.deepEqual(await host.run('#!/usr/bin/env node\n//[author: a]\nconsole.log(1) // end'), OK);
  assert.deepEqual(await host.run('\ufeff//[author: a]\nconsole.log(1)'), OK);
  assert.deepEqual(await host.run('var await = 1; console.log(await);'), OK);
  assert.deepEqual(
    await host.run(
      "'use strict';\nif (this !== module.exports) throw new Error('this'); if (require.main !== module) throw new Error('main');",
    ),
    OK,
  );
});

test('a missing file is an error of the run', async () => {
  const file = host.write('gone.js', '');
  const params = host.startParams(file);
  fs.rmSync(file);
  const result = await host.request('run.start', params);
  assert.deepEqual([result.status, result.reusable], ['error', true]);
  assert.match(result.error.message, /gone\.js/);
});

test('unknown methods are refused and a second run at once is, too', async () => {
  await assert.rejects(host.request('nonsense', {}), /does not know the method nonsense/);
  const running = host.run('await new Promise((r) => setTimeout(r, 40))');
  await assert.rejects(host.request('run.start', {}), /busy/);
  await running;
});

test('what kills the process kills only the process', async () => {
  for (const text of ['process.kill(process.pid, "SIGKILL")', 'process.abort()']) {
    const other = await FakeHost.start();
    await assert.rejects(other.run(text), /the worker died/);
    assert.ok((await other.exited).signal !== null);
    await other.stop();
  }
});

test('worker.stop ends an idle worker with 0, a busy one after cancelling its run, and so does a lost connection', async () => {
  const idle = await FakeHost.start();
  idle.send({ method: 'worker.stop' });
  assert.deepEqual(await idle.exited, { code: 0, signal: null });
  await idle.stop();
  const busy = await FakeHost.start();
  const running = busy.run('await new Promise((r) => setTimeout(r, 100000))');
  setTimeout(() => busy.send({ method: 'worker.stop' }), 30);
  const { status, reusable } = await running;
  assert.deepEqual([status, reusable], ['cancelled', false]);
  assert.equal((await busy.exited).code, 0);
  await busy.stop();
  const lost = await FakeHost.start();
  lost.socket.destroy();
  assert.equal((await lost.exited).code, 0);
  await lost.stop();
});

test('without the flag for modules the worker starts itself again', async () => {
  const plain = await FakeHost.start({ flags: [] });
  assert.equal((await plain.run("import { Sender } from 'middleware'; await new Sender().reply('x');")).status, 'ok');
  plain.send({ method: 'worker.stop' });
  assert.equal((await plain.exited).code, 0);
  await plain.stop();
});
