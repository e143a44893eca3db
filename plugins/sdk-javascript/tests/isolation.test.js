'use strict';
// What one run leaves behind is not seen by the next, and what it prints is bounded.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { after, before, test } = require('node:test');
const { FakeHost } = require('./fake-host.js');

let host;
before(async () => {
  host = await FakeHost.start({ env: { GREETING: 'hello' } });
});
after(() => host.stop());

/** What the second script prints after the first one has run in the same worker. */
async function then(first, second) {
  const result = await host.run(first, { name: 'first.js' });
  assert.equal(result.status, 'ok', JSON.stringify(result.error));
  assert.equal(result.reusable, true, first);
  const next = await host.run(second, { name: 'second.js' });
  assert.equal(next.status, 'ok', JSON.stringify(next.error));
  return host.output.stdout.trim();
}

test('globals are removed and restored', async () => {
  assert.equal(
    await then(
      'globalThis.a = 1; b = 2; var c = 3; Object.defineProperty(globalThis, "d", { value: 1, configurable: true });',
      'console.log(typeof a, typeof b, typeof c, typeof d)',
    ),
    'undefined undefined undefined undefined',
  );
  assert.equal(
    await then(
      'fetch = 1; setTimeout = 2; JSON.parse = 3; Math.random = () => 4; Promise = 5; Date.now = () => 6; delete globalThis.URL; TextEncoder = 7;',
      'console.log(typeof fetch, typeof setTimeout, typeof JSON.parse, Math.random() === 4, typeof Promise, Date.now() === 6, typeof URL, typeof TextEncoder)',
    ),
    'function function function false function false function function',
  );
});

test('prototypes and the console are restored', async () => {
  assert.equal(
    await then(
      "Array.prototype.last = 1; String.prototype.trim = () => 'x'; Object.prototype.y = 1; console.log = () => {}; console.group('g');",
      "console.log([].last, ' a '.trim(), ({}).y)",
    ),
    'undefined a undefined',
  );
});

test('environment, working directory, arguments and exit code are restored', async () => {
  assert.equal(
    await then(
      "process.env.A = '1'; delete process.env.GREETING; Object.assign(process.env, { B: 2 }); process.env.TZ = 'Asia/Tokyo'; process.chdir('/'); process.argv.push('x'); process.exitCode = 0;",
      'console.log(process.env.A, process.env.GREETING, process.env.B, process.env.TZ, process.cwd() === __dirname, process.argv.length, process.argv[1] === __filename)',
    ),
    'undefined hello undefined undefined true 3 true',
  );
  assert.equal(await then('process.env = {}', 'console.log(process.env.GREETING)'), 'hello');
  assert.equal(
    await then('', 'console.log(process.env.BOTYARD_TOKEN, process.env.BOTYARD_SOCKET, process.env.BOTYARD_ROLE)'),
    'undefined undefined undefined',
  );
});

test('the environment works as usual within a run', async () => {
  await host.run(
    "process.env.A = 5; console.log(process.env.A === '5', 'A' in process.env, Object.keys(process.env).includes('A'), require('child_process').execFileSync('sh', ['-c', 'echo $A-$GREETING']).toString());",
  );
  assert.equal(host.output.stdout.trim(), 'true true true 5-hello');
});

test('listeners on process are removed, the worker keeps its own', async () => {
  assert.equal(
    await then(
      "process.on('SIGTERM', () => {}); process.on('exit', () => {}); process.on('unhandledRejection', () => {}); process.on('custom', () => {});",
      "console.log(['SIGTERM', 'exit', 'unhandledRejection', 'custom'].map((n) => process.listenerCount(n)).join())",
    ),
    '0,0,0,0',
  );
  assert.equal(await then('process.removeAllListeners()', 'setTimeout(() => console.log(1), 1)'), '1');
  assert.equal(await then("process.removeAllListeners('beforeExit')", 'console.log(2)'), '2');
});

test('timers that were unreferenced do not fire in the next run', async () => {
  assert.equal(
    await then(
      "setTimeout(() => console.log('old'), 20).unref(); setInterval(() => console.log('old'), 5).unref(); require('timers').setTimeout(() => console.log('old'), 10).unref();",
      'await new Promise((r) => setTimeout(r, 60)); console.log("new")',
    ),
    'new',
  );
});

test('timers behave as usual', async () => {
  await host.run(`const { promisify } = require('util'); await promisify(setTimeout)(1); await require('timers/promises').setTimeout(1);
const t = setTimeout(() => console.log('no'), 1); clearTimeout(t); let n = 0; const i = setInterval(() => { if (++n === 3) { clearInterval(i); console.log(n); } }, 1);
setImmediate((a) => console.log(a), 'imm'); clearImmediate(setImmediate(() => console.log('no')));`);
  assert.equal(host.output.stdout, 'imm\n3\n');
});

test('patched built-in modules and the SDK are restored', async () => {
  assert.equal(
    await then(
      "require('fs').readFileSync = 1; require('node:path').extra = 1; const m = require('middleware'); m.get = 1; m.Sender.prototype.reply = 2; m.own = 3;",
      "const m = require('middleware'); console.log(typeof require('fs').readFileSync, require('path').extra, typeof m.get, typeof m.Sender.prototype.reply, m.own)",
    ),
    'function undefined function function undefined',
  );
});

test('state of plugin files is forgotten, that of packages is kept', async () => {
  host.write('counter.js', 'let n = 0; exports.next = () => ++n;');
  host.write('node_modules/kept/index.js', 'let n = 0; exports.next = () => ++n;');
  const text = "console.log(require('./counter').next(), require('./counter').next(), require('kept').next())";
  assert.equal(await then(text, text), '1 2 2');
});

test('a package that patches the process while it loads costs the worker', async () => {
  host.write('node_modules/colourful/index.js', 'String.prototype.shout = function () { return this.toUpperCase(); };');
  const result = await host.run("require('colourful'); console.log('a'.shout())");
  assert.deepEqual([result.status, result.reusable], ['ok', false]);
  assert.equal(host.output.stdout, 'A\n');
  await host.stop();
  host = await FakeHost.start({ env: { GREETING: 'hello' } });
});

test('packages that only look at the process do not cost the worker', async () => {
  host.write(
    'node_modules/looking/index.js',
    "require('worker_threads'); delete process.env.NO_SUCH; process.env.GREETING = process.env.GREETING; [typeof fetch, typeof Request, typeof TextEncoder, process.allowedNodeEnvironmentFlags.size];",
  );
  for (let i = 0; i < 2; i++) assert.deepEqual([(await host.run("require('looking')")).reusable], [true]);
});

test('fetch does not cost the worker, and its global dispatcher is put back', async () => {
  const key = "Object.getOwnPropertySymbols(globalThis).find((k) => k.description.startsWith('undici.'))";
  await host.run(
    "const s = require('http').createServer((q, a) => { a.setHeader('connection', 'close'); a.end('yes'); s.close(); }).listen(0, '127.0.0.1', async () => console.log(await (await fetch('http://127.0.0.1:' + s.address().port)).text()));",
  );
  assert.equal(host.output.stdout, 'yes\n');
  assert.equal(await then(`globalThis[${key}] = 'mine'`, `console.log(typeof globalThis[${key}])`), 'object');
});

test('what cannot be put back makes the worker not reusable', async () => {
  for (const text of ["Object.defineProperty(globalThis, 'stuck', { value: 1 });", 'Object.freeze(Array.prototype)']) {
    const other = await FakeHost.start();
    assert.equal((await other.run(text)).reusable, false);
    await assert.rejects(other.run(''), /takes no new runs/);
    await other.stop();
  }
});

test('threads and requests that process.exit leaves behind make it not reusable', async () => {
  const other = await FakeHost.start();
  const result = await other.run(
    "new (require('worker_threads').Worker)('setInterval(() => {}, 5)', { eval: true }); setTimeout(() => process.exit(0), 60);",
  );
  assert.deepEqual([result.status, result.reusable], ['ok', false]);
  await other.stop();
});

test('output of both streams arrives before the call that follows it', async () => {
  let seen;
  const answers = {
    reply: () => {
      seen = { ...host.output };
      return {};
    },
  };
  await host.run(
    "console.log('a', {b: 1}); console.error('c'); process.stdout.write(Buffer.from('d\\n')); await new (require('middleware').Sender)().reply('x'); console.info('e'); process.stdout.write('f', () => console.log('g'));",
    { answers },
  );
  assert.deepEqual([seen.stdout, seen.stderr], ['a { b: 1 }\nd\n', 'c\n']);
  assert.equal(host.output.stdout, 'a { b: 1 }\nd\ne\nfg\n');
});

test('a script that installs packages is told what to do, in whatever way it calls npm', async () => {
  for (const call of [
    "c.execSync('true || npm install --registry http://x axios qs@6 --save')",
    "c.spawnSync('true', ['npm', 'i', 'axios', 'qs@6'])",
    "c.execFileSync('true', ['yarn', 'add', 'axios', 'qs@6'])",
    "await new Promise((over) => c.exec('true; pnpm -s add axios qs@6', over))",
    "await new Promise((over) => c.spawn('true', ['cnpm', 'install', 'axios', 'qs@6']).on('exit', over))",
    "await require('util').promisify(c.execFile)('true', ['npm', 'install', '-g', 'axios', 'qs@6'])",
  ]) {
    const result = await host.run(`const c = require('node:child_process'); ${call}`);
    assert.deepEqual([result.status, result.reusable], ['ok', true], call);
    assert.match(host.output.stderr, /^\w+ installs nothing from within a script.* 'botyard packages add npm axios qs@6 --plugin \w/, call);
    assert.equal(host.output.stderr.split('\n').length, 2, `${call} is told once`);
  }
  await host.run("require('child_process').execSync('true npm list; true uninstall; echo npm')");
  assert.equal(host.output.stderr, '');
});

test('output of a long run arrives while it goes on', async () => {
  const running = host.run(
    "console.log('early'); while (!require('fs').existsSync(__dirname + '/heard')) await new Promise((r) => setTimeout(r, 5)); console.log('late')",
  );
  while (host.output.stdout === '')
    await Promise.race([
      running,
      new Promise((resolve) => {
        setImmediate(resolve);
      }),
    ]);
  assert.equal(host.output.stdout, 'early\n');
  host.write('heard', '');
  await running;
  assert.equal(host.output.stdout, 'early\nlate\n');
});

test('a flood is cut at the front and costs no memory', async () => {
  const resident = () => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${host.process.pid}/status`, 'utf8'))[1]) / 1024;
  const before = resident();
  const result = await host.run(
    "const line = 'é'.repeat(499); for (let i = 0; i < 150000; i++) process.stdout.write(line + '\\n'); process.stdout.write('x'.repeat(3 << 20)); console.log('the end');",
  );
  assert.deepEqual([result.status, result.reusable], ['ok', true]);
  assert.ok(host.output.stdout.endsWith('x\u000athe end\n') || host.output.stdout.endsWith('xthe end\n'));
  assert.ok(host.output.largest <= 256 << 10, String(host.output.largest));
  assert.equal(Buffer.byteLength(host.output.stdout) + host.output.dropped, 150000 * 999 + (3 << 20) + 8);
  assert.ok(resident() - before < 100, `grew by ${resident() - before} MiB`);
});

test('an endless asynchronous flood can be cancelled', async () => {
  const running = host.run("while (true) { console.log('x'.repeat(1000)); await new Promise((r) => setImmediate(r)); }");
  setTimeout(() => host.send({ method: 'run.cancel', params: { run: host.token, reason: 'enough' } }), 150);
  const { status } = await running;
  assert.equal(status, 'cancelled');
  assert.ok(host.output.largest <= 256 << 10);
});

test('the limit of the host is kept', async () => {
  const small = await FakeHost.start({ limits: { memory_bytes: 0, output_bytes: 1000 } });
  await small.run("console.log('a'.repeat(5000)); console.log('end')");
  assert.equal(Buffer.byteLength(small.output.stdout), 1000);
  assert.equal(small.output.dropped, 5001 + 4 - 1000);
  await small.stop();
});

test('a worker that is used a thousand times does not grow', async () => {
  host.write('part2.js', 'module.exports = new Array(1000).fill(0);');
  const file = host.write(
    'again.js',
    "const m = require('middleware'); require('./part2'); globalThis.big = new Array(10000).fill(1); await m.get('x');",
  );
  const resident = () => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${host.process.pid}/status`, 'utf8'))[1]) / 1024;
  const many = async (n) => {
    for (let i = 0; i < n; i++) assert.equal((await host.request('run.start', host.startParams(file, { stamp: '1' }))).status, 'ok');
  };
  host.answers = { 'bucket.get': '' };
  await many(500);
  const before = resident();
  await many(1000);
  assert.ok(resident() - before < 40, `grew by ${resident() - before} MiB`);
});
