'use strict';
// What holds by whatever way a worker reaches the host.

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const net = require('node:net');
const path = require('node:path');
const { after, before, describe, test } = require('node:test');
const { FakeHost } = require('./fake-host.js');

const OK = { status: 'ok', exit: 0, value: null, error: null, reusable: true };
const LARGE = '签'.repeat(3_000_000);

for (const transport of ['unix', 'tcp']) {
  describe(`by ${transport}`, () => {
    let host;
    before(async () => {
      host = await FakeHost.start({ transport });
    });
    after(() => host.stop());

    test('a script answers again and again', async () => {
      for (let i = 0; i < 20; i++) {
        const script =
          "const m = require('./middleware.js'); const s = new m.Sender(m.getSenderID()); await s.reply(await s.getMessage());";
        assert.deepEqual(await host.run(script), OK);
        assert.deepEqual(host.calls[0].params.text, 'echo hello');
      }
    });

    test('a script hears a person', async () => {
      const answers = { listen: { text: 'tea', media_items: [] } };
      assert.equal(await host.evaluate('return await s.listen(5000);', { answers }), 'tea');
    });

    test('a script that waits is cancelled', async () => {
      const answers = {
        listen: () => {
          host.send({ method: 'run.cancel', params: { run: host.token, reason: 'enough' } });
          return FakeHost.SILENCE;
        },
      };
      const result = await host.run("const m = require('middleware'); await new m.Sender().listen(600000);", { answers });
      assert.equal(result.status, 'cancelled');
    });

    test('sockets of a script are its own affair, its own of the same kind too', async () => {
      const result = await host.run(`const net = require('net');
const server = net.createServer((socket) => socket.end('yes')).listen(0, '127.0.0.1', () => {
  net.connect(server.address().port, '127.0.0.1').on('data', (d) => console.log(String(d))).on('close', () => server.close());
});`);
      assert.deepEqual(result, OK);
      assert.equal(host.output.stdout, 'yes\n');
    });

    test('a large message goes both ways', async () => {
      const answers = { 'bucket.get': LARGE, 'bucket.set': ({ value }) => value === LARGE };
      const script = "const got = await m.bucketGet('b', 'k'); return [got.length, await m.bucketSet('b', 'k', got)];";
      assert.deepEqual(await host.evaluate(script, { answers }), [LARGE.length, true]);
    });

    test('no script sees the token', async () => {
      const script =
        "return [Object.keys(process.env).filter((n) => n.startsWith('BOTYARD')), JSON.stringify(process.argv).includes('t-1')];";
      assert.deepEqual(await host.evaluate(script), [[], false]);
    });
  });
}

test('a worker that the host hangs up on ends', async () => {
  const server = net.createServer((socket) => socket.once('data', () => socket.destroy()));
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const env = { ...process.env, BOTYARD_SOCKET: `tcp:127.0.0.1:${server.address().port}`, BOTYARD_TOKEN: 'wrong', BOTYARD_ROLE: 'worker' };
  const worker = spawn(process.execPath, ['--experimental-vm-modules', path.join(__dirname, '..', 'botyard-worker.js')], { env });
  let said = '';
  worker.stderr.on('data', (chunk) => {
    said += chunk;
  });
  await new Promise((resolve) => {
    worker.on('exit', resolve);
  });
  server.close();
  assert.ok(!said.includes('wrong'));
});
