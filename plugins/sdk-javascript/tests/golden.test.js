'use strict';
// The samples in plugins/protocol/golden are what this SDK says and understands.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { FakeHost, Refusal } = require('./fake-host.js');

const GOLDEN = path.join(__dirname, '..', '..', 'protocol', 'golden');
// The functions of the languages hand something of their own to the script, such as a loaded module.
const OWN_VALUES = new Set(['dependency.ensure', 'return']);
const NOT_OURS = new Set(['hello', 'hello-launcher', 'run.output', 'run.output-dropped', 'run.parked', 'run.resumed', 'worker.exited']);

// Sample → the expression that makes the SDK send its message.
const EXPRESSIONS = {
  push: "m.push('qq', '', '42', 'Title', 'Good morning', {account_id: 'main'})",
  'push-nowhere': "m.push('tg', '', 42, '', 'hello')",
  'push-image': "m.pushImage('qq', '7', null, '', 'https://example.org/a.png', {file_name: 'a.png'})",
  'push-mixed': "m.pushMixed('qq', '7', '', '', [{type: 'text', text: 'Look'}, {type: 'image', url: 'https://example.org/a.png'}])",
  'push-refused': "m.push('qq', '', '', '', 'hello')",
  reply: "s.reply('Hello [CQ:at,qq=42]')",
  'reply-markdown': "s.replyMarkdown('**bold**')",
  'reply-image': "s.replyImage('https://example.org/a.png', {caption: 'A'})",
  'reply-mixed':
    "s.replyMixed([{type: 'text', text: 'Look'}, {type: 'file', path: 'report.pdf', name: 'report.pdf', mimeType: 'application/pdf'}])",
  return: "s.returnValue('done')",
  continue: 's.setContinue()',
  recall: "s.recallMessage({ok: true, message_ids: ['m-1', 'm-2']})",
  breakIn: "s.breakIn('echo again')",
  listen: "s.listen(60000, 5000, 'group')",
  'listen-timeout': 's.input(1000, 0, false)',
  'listen-timeout-none': 's.input(1000, 0, false)',
  'listen-cancelled': 's.listen()',
  waitPay: "s.waitPay('q', 120000, '￥1,234.50')",
  'waitPay-busy': "s.waitPay('', 60000)",
  atWaitPay: 's.atWaitPay()',
  'bucket.get': "m.bucketGet('shop.prices', 'apple')",
  'bucket.set': "m.bucketSet('shop.prices', 'apple', 3)",
  'bucket.delete': "m.bucketDel('shop.prices', 'apple')",
  'bucket.clear': "m.bucketClear('shop.prices')",
  'bucket.keys': 'm.bucketKeys()',
  'bucket.keys-value': "m.bucketKeys('shop.prices', '3')",
  'bucket.all': "m.bucketAll('shop.prices')",
  'file.download': "m.fileDownload('https://example.org/a.png', 'pictures')",
  'file.resolve': "m.downloadAdapterFile({file_id: 'f-1'}, {im_type: 'qq'}, 10000)",
  'group.members': "m.getGroupMemberList('7', {im_type: 'qq', no_cache: true})",
  'platform.call': "m.callPlatform('get_group_info', {group_id: '7'}, {im_type: 'qq'}, 5000)",
  'im.act': "m.getGroupMember('7', '42', {im_type: 'qq'})",
  'group.act': "s.groupBan('42', 60)",
  'group.act-refused': 's.groupWholeBan()',
  'history.messages': "m.getHistoryMessages('qq')",
  'history.ids': 's.getHistoryMessageIDs(2)',
  notifyMasters: "m.notifyMasters('Disk is full', ['qq', 'tg'])",
  imtypes: 'm.getActiveImtypes()',
  response: 's.response({ok: true})',
  'cron.list': 'new m.Cron().getCrons()',
  'cron.get': "new m.Cron().getCron('runtime_1')",
  'cron.add': "new m.Cron().addCron('0 8 * * *', false, 'report', true, 'qqgroup:7', 'morning')",
  'cron.update': "new m.Cron().updateCron('runtime_1', {memo: ''})",
  'cron.delete': "new m.Cron().delCron('runtime_1')",
  'dependency.ensure': "m.importModule('tinydb', {package: 'tinydb', version: '4.8.0', manager: 'pip'}).catch(() => {})",
  render: "m.render('<h1>{{title}}</h1>', 'h1', {title: 'Hello'})",
  generate: "m.generateFromSinglePrompt('Say hello')",
  chat: "m.chat([{role: 'system', content: 'Be brief'}, {role: 'user', content: 'Say hello'}], {temperature: 0.2})",
  spread: "m.spread('https://example.org/item/1')",
  coffee: 'm.coffee()',
  'push-odd': `m.push('qq', null, 42.0, null, true, '{"account_id": "main"}', '800')`,
  'push-odd-timeout': "m.pushImage('qq', '7', '', '', 'https://example.org/a.png', 900)",
  'push-odd-items':
    "m.pushMixed('qq', '7', '', '', ['Look', {'type': 'image', 'url': 'https://example.org/a.png'}, null, 5], {'timeout': '70'})",
  'reply-odd-item': "s.replyMixed({'type': 'text', 'text': 5}, false)",
  'reply-odd-options': "s.replyImage('a.png', 'bot_a')",
  'recall-odd': "s.recallMessage([5, {'message_id': 'm-2'}, {'ok': false, 'message_ids': [], 'message_id': ''}, true, null, ['m-3']])",
  'listen-odd': "s.listen('70000', 'group')",
  'listen-odd-names': 's.listen({timeout: 9e9, recallDuration: 3, forGroup: 1})',
  'listen-odd-wait': "s.listen('soon', -5, 'person')",
  'waitPay-odd': "s.waitPay(null, '120000', 19.9)",
  'cron.add-odd': "new m.Cron().addCron('0 8 * * *', 'report', 1, ['qqgroup:7', 'qqgroup:8'], 'morning', 'qq', 7, 42)",
  'cron.update-odd': "new m.Cron().updateCron({'id': 'runtime_1', 'cron': '0 8 * * *'}, null, '1', 'report', 0)",
  'group.members-odd': `m.getGroupMemberList({'group_id': 7, 'im_type': 'qq', 'raw': true}, '{"raw": 0}')`,
  'group.members-odd-id': "m.getGroupMemberList(7.0, 'qq', 5000)",
  'group.act-odd': "s.groupBan(42, '600.9')",
  'notifyMasters-odd': "m.notifyMasters(404, 'qq, tg,')",
  'history.ids-odd': "s.getHistoryMessageIDs('2')",
  'bucket.set-odd': 'm.bucketSet(null, 7.0, true)',
};

const missing = !fs.existsSync(GOLDEN);
const options = missing ? { skip: `NOT CHECKED: ${GOLDEN} does not exist` } : {};

function sample(name) {
  return JSON.parse(fs.readFileSync(path.join(GOLDEN, `${name}.json`), 'utf8'));
}

test('every sample of a call is what the SDK sends and understands', options, async (t) => {
  const host = await FakeHost.start();
  t.after(() => host.stop());
  const names = fs
    .readdirSync(GOLDEN)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -5));
  const calls = names.filter((name) => sample(name).direction === 'worker-to-host' && !NOT_OURS.has(name));
  assert.deepEqual(
    calls.filter((name) => !(name in EXPRESSIONS)),
    [],
    'samples without an expression',
  );
  for (const name of calls) {
    const { message, answer } = sample(name);
    const reply = () => {
      if (answer.error) throw new Refusal(answer.error.message, answer.error.data.code, answer.error.code);
      return answer.result;
    };
    const result = await host.run(
      `const m = require('middleware'); const s = new m.Sender(m.getSenderID());\nconsole.log(JSON.stringify((await ${EXPRESSIONS[name]}) ?? null));`,
      { answers: { [message.method]: reply } },
    );
    const { run, ...sent } = host.calls[0].params;
    const { run: token, ...wanted } = message.params;
    assert.deepEqual([host.calls[0].method, sent, run === token], [message.method, wanted, false], name);
    assert.equal(result.status, answer.error ? 'error' : 'ok', name);
    if (answer.error) assert.equal(result.error.message, answer.error.message, name);
    else if (!OWN_VALUES.has(name)) assert.deepEqual(JSON.parse(host.output.stdout), sample(name).returns, name);
  }
});

test('runs of the samples are executed', options, async (t) => {
  const host = await FakeHost.start();
  t.after(() => host.stop());
  host.write(
    'echo.js',
    "const m = require('middleware'); const s = new m.Sender(m.getSenderID()); await s.returnValue(await s.param(1) || await s.getRouterPath() || await s.getImtype());",
  );
  for (const name of ['run.start', 'run.start-cron', 'run.start-event', 'run.start-route']) {
    const { message } = sample(name);
    const result = await host.runFile('echo.js', { context: { params: undefined, imType: undefined, ...message.params.context } });
    assert.deepEqual([result.status, result.reusable], ['ok', true], name);
  }
  const { message, answer } = sample('run.start');
  assert.deepEqual(await host.runFile('echo.js', { context: message.params.context }), answer.result);
  const failed = await host.run('\n\nnull.x');
  assert.deepEqual(Object.keys(failed.error), Object.keys(sample('run.start-failed').answer.result.error));
  assert.equal(failed.error.line, 3);
});

test('the greeting has the members of the sample', options, async (t) => {
  const host = await FakeHost.start();
  t.after(() => host.stop());
  assert.deepEqual(Object.keys(host.greeting.params), Object.keys(sample('hello').message.params));
});
