'use strict';
// middleware_ql.js and middleware_dd.js against panels that behave, and such that do not.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, beforeEach, afterEach, describe, test } = require('node:test');
const { FakeHost } = require('./fake-host.js');
const { FakePanel, SECRET } = require('./fake-panel.js');
const { Qinglong } = require('../middleware_ql.js');
const { DaiDai } = require('../middleware_dd.js');

for (const Kind of [Qinglong, DaiDai]) {
  describe(Kind.KIND, () => {
    let panel;
    const opened = (timeout) => new Kind(`${panel.url}/`, 'id', SECRET, 'home', timeout);

    beforeEach(async () => {
      panel = await FakePanel.start();
    });
    afterEach(() => panel.close());

    /** The sentence of a failure, which never holds what must not be read. */
    async function refused(work) {
      const failure = await work.then(
        () => assert.fail('it was not refused'),
        (error) => error,
      );
      assert.equal(failure.name, 'ContainerError', failure.stack);
      const it = `${Kind.KIND} 'home' (${panel.url})`;
      assert.ok(failure.message.includes(it), failure.message);
      for (const secret of [SECRET, encodeURIComponent(SECRET), 'token-']) assert.ok(!failure.message.includes(secret), failure.message);
      return failure.message.replace(it, 'it');
    }

    test('environments are added, found, changed, turned off and on, and deleted', async () => {
      const one = await opened().addEnv('CK', 'a&b=ü', 'of Ann');
      await opened().addEnvs([
        { name: 'CK', value: '2' },
        { name: 'OTHER', value: '3' },
      ]);
      assert.deepEqual([one.name, one.value, one.remarks], ['CK', 'a&b=ü', 'of Ann']);
      assert.deepEqual(
        (await opened().getEnvs('CK')).map(({ id }) => id),
        [1, 2],
      );
      assert.equal((await opened().getEnvs()).length, 3);
      await opened().updateEnv('2', 'CK', '22', 'of Bob');
      await opened().updateEnv(1, 'CK', '11');
      assert.deepEqual(
        panel.envs.slice(0, 2).map(({ value, remarks }) => [value, remarks]),
        [
          ['11', 'of Ann'],
          ['22', 'of Bob'],
        ],
      );
      await opened().disableEnvs([1, '2']);
      await opened().enableEnvs(2);
      assert.deepEqual(
        panel.envs.slice(0, 2).map(({ status, enabled }) => status ?? (enabled ? 0 : 1)),
        [1, 0],
      );
      await opened().deleteEnvs(['1', 3]);
      assert.deepEqual(
        panel.envs.map(({ id }) => id),
        [2],
      );
    });

    test('tasks are listed, run, stopped and read', async () => {
      assert.deepEqual(
        (await opened().getTasks('sign')).map(({ name }) => name),
        ['sign in'],
      );
      await opened().runTasks(5);
      await opened().stopTasks(['5']);
      assert.equal(await opened().getTaskLog(5), 'signed in');
      assert.match(await refused(opened().runTasks(6)), /^it answers PUT \/\S+ with 404: /);
    });

    test('the login is kept for all objects, and renewed once when it is not known any more', async () => {
      await opened().getEnvs();
      await opened().getEnvs();
      assert.equal(panel.logins, 1);
      panel.token = '';
      await opened().getEnvs();
      assert.equal(panel.logins, 2);
      panel.freshToken = () => 'token-of-somebody-else';
      panel.token = '';
      panel.asked.length = 0;
      assert.match(await refused(opened().getEnvs()), /with 401: jwt malformed\.$/);
      assert.equal(panel.asked.filter((at) => at.endsWith('/envs')).length, 2);
    });

    test('a wrong secret is told without it', async () => {
      const said = await refused(new Kind(panel.url, 'id', 'wrong-one', 'home').getEnvs());
      assert.match(said, /^it does not let this host in: .+\. Look at its address, client_id and client_secret\.$/);
      assert.ok(!said.includes('wrong-one'), said);
    });

    test('what goes wrong is told in a sentence', async () => {
      await opened().token();
      panel.trouble = 'slow';
      assert.match(await refused(opened(100).getEnvs()), /^it does not answer GET \/\w+\/envs within 100 ms\.$/);
      panel.trouble = 'text';
      assert.match(await refused(opened().getEnvs()), /with HTTP 200 and something that is no JSON; is its address right\?$/);
      panel.trouble = '500';
      assert.match(await refused(opened().getEnvs()), /^it answers GET \/\w+\/envs with 500: broken by Bearer …\.$/);
      panel.trouble = 'redirect';
      await refused(opened().getEnvs());
      assert.ok(!panel.asked.some((at) => at.includes('elsewhere')));
      const [gone] = [opened(), await panel.close()];
      assert.match(await refused(gone.getEnvs()), /^it cannot be reached: /);
      panel = await FakePanel.start();
    });

    test('a login in the address is not shown, and an address that is none is refused', () => {
      assert.ok(!String(new Kind('http://ann:pass@127.0.0.1:1', 'id', SECRET)).includes('pass'));
      assert.throws(() => new Kind('panel', 'id', SECRET), /begins with http/);
    });
  });
}

test('a token that has ended is renewed before it is used', async (context) => {
  const panel = await FakePanel.start();
  context.after(() => panel.close());
  panel.expiration = 1;
  const ql = new Qinglong(panel.url, 'id', SECRET);
  await ql.getEnvs();
  await ql.getEnvs();
  assert.equal(panel.logins, 2);
});

test('DaiDai lists of several pages are whole, and what it does not take is told', async (context) => {
  const panel = await FakePanel.start();
  context.after(() => panel.close());
  panel.envs = Array.from({ length: 250 }, (_, id) => ({ id, name: 'N', value: '' }));
  const dd = new DaiDai(panel.url, 'id', SECRET);
  assert.equal((await dd.getEnvs()).length, 250);
  await assert.rejects(
    dd.addEnvs([
      { name: 'A', value: '' },
      { name: 'a-b', value: '' },
    ]),
    /does not take all of that: 'a-b' is no name\.$/,
  );
});

test('the declarations name every export and every method', () => {
  for (const [file, Kind] of [
    ['middleware_ql', Qinglong],
    ['middleware_dd', DaiDai],
  ]) {
    const [text, shared] = [`${file}.d.ts`, 'sdk/panel.d.ts'].map((one) => fs.readFileSync(path.join(__dirname, '..', one), 'utf8'));
    const exported = [...text.matchAll(/^export (?:function|class|\{) (\w+)/gm)].map((match) => match[1]);
    assert.deepEqual(exported.sort(), Object.keys(require(`../${file}.js`)).sort());
    const body = new RegExp(`export class ${Kind.KIND} [^{]*\\{([\\s\\S]*?)\\n\\}`).exec(text)[1] + /class Panel[\s\S]*/.exec(shared)[0];
    const methods = [Kind.prototype, Object.getPrototypeOf(Kind.prototype)]
      .flatMap((one) => Object.getOwnPropertyNames(one))
      .filter((name) => !/^_|^toString$/.test(name));
    const declared = [...body.matchAll(/^ {2}(\w+)\(/gm)].map((match) => match[1]);
    assert.deepEqual([...new Set(declared)].sort(), [...new Set(methods)].sort());
  }
});

describe('from a script that the host runs', () => {
  let host;
  let panel;
  before(async () => {
    [host, panel] = [await FakeHost.start(), await FakePanel.start()];
  });
  after(() => Promise.all([host.stop(), panel.close()]));

  async function printed(text, keys = ['1'], dialect = undefined) {
    const entry = { host: panel.url, client_id: 'id', client_secret: SECRET, name: 'home' };
    const result = await host.run(text, { dialect, answers: { 'bucket.keys': keys, 'bucket.get': JSON.stringify(entry) } });
    assert.equal(result.status, 'ok', JSON.stringify(result.error));
    assert.equal(result.reusable, true);
    return host.output.stdout.trim();
  }

  test('containers are found by id and name', async () => {
    assert.equal(
      await printed(
        "const { Qinglong } = require('./middleware_ql.js'); const dd = require('middleware_dd'); let last; for (const ql of [await Qinglong.of(), await Qinglong.of(1), await dd.DaiDai.of('home')]) last = await ql.addEnv('A', '1'); console.log(last.id, (await dd.containers())[0].id)",
      ),
      '3 1',
    );
    assert.equal(await printed("import { Qinglong } from './middleware_ql.js'; console.log((await Qinglong.of('home')).name)"), 'home');
  });

  test('one that is not there is told with those that are', async () => {
    const text = "await require('./middleware_ql').Qinglong.of('other').catch((error) => console.log(error.message))";
    assert.equal(await printed(text), "There is no Qinglong container 'other'; known are 1.");
    assert.equal(
      await printed(text, []),
      "There is no Qinglong container 'other'; add one in the console, under Containers, or in containers.yaml.",
    );
  });

  test('reply scripts have the same at once', async () => {
    const reply = (text) => printed(`importJs('qinglong.js'); ${text}`, ['1'], 'es5');
    panel.envs = [];
    assert.equal(
      await reply(
        "var ql = Qinglong('home'); var one = ql.addEnv('A', '1', 'of Ann'); ql.updateEnv(one.id, 'A', '2'); ql.disableEnvs('1'); ql.runTasks(5); ql.stopTasks('5'); Debug(ql.getEnvs('A')[0], ql.getTasks()[0].name, ql.getTaskLog(5)); new Qinglong(1).deleteEnvs(1)",
      ),
      "{ name: 'A', value: '2', remarks: 'of Ann', id: 1, status: 1 } sign in signed in",
    );
    assert.equal(panel.envs.length, 0);
    panel.logins = 0;
    assert.equal(await reply('Qinglong(); Qinglong(); Debug(Qinglong({ ...JSON.parse(bucketGet("qls", "1")) }).GetEnvs().code)'), '200');
    assert.equal(panel.logins, 1);
    const says = (text) => reply(`try { ${text} } catch (error) { Debug(error.message) }`);
    const it = `Qinglong 'home' (${panel.url})`;
    assert.equal(await says("Qinglong('other')"), "There is no Qinglong container 'other'; known are 1.");
    assert.equal(await says('Qinglong().runTasks(6)'), `${it} answers PUT crons/run with 404: no such task.`);
    assert.match(
      await says(`Qinglong({ host: '${panel.url}', client_id: 'id', client_secret: 'wrong-one' })`),
      /does not let this host in: .*…/,
    );
    panel.trouble = '500';
    assert.equal(await says("Qinglong('1').getEnvs()"), `${it} answers GET envs?searchValue= with 500: broken by Bearer ….`);
    panel.trouble = 'text';
    assert.match(await says('Qinglong().getEnvs()'), /with HTTP 200 and something that is no JSON; is its address right\?$/);
    panel.trouble = '';
  });

  test('a file of that name in the plugin folder comes first', async () => {
    host.write('middleware_ql.js', "exports.who = 'their own';");
    assert.equal(await printed("console.log(require('./middleware_ql.js').who)"), 'their own');
  });
});
