'use strict';
// Every global of reply scripts: what it tells the host, and what the script gets.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { after, afterEach, before, test } = require('node:test');
const { Dialogue } = require('./dialogue.js');
const { FakeHost, HOST, RECEIPT, Refusal } = require('./fake-host.js');

const PUSH = { kind: 'text', imType: 'qq', groupCode: null, userID: null, title: null, options: null, timeout: null };
const LISTEN = { wait: null, recall: null, scope: null };
const ITEM = { id: 'runtime_1', cron: '0 8 * * *', cmd: 'x', memo: '' };
const IDS = ['m-1'];

// [expression, method, params, answer of the host, what the script gets]
// biome-ignore format: a call in each line
const CALLS = [
  ["sendText('a [CQ:at,qq=1]')", 'reply', { kind: 'text', text: 'a [CQ:at,qq=1]' }, RECEIPT, IDS],
  ["sendText(12)", 'reply', { kind: 'text', text: 12 }, RECEIPT, IDS],
  ["sendText({a: [1]})", 'reply', { kind: 'text', text: '{"a":[1]}' }, RECEIPT, IDS],
  ["sendText()", 'reply', { kind: 'text', text: null }, { ok: false, error: 'empty' }, []],
  ["sendImage('http://x/a')", 'reply', { kind: 'image', source: 'http://x/a', options: null }, RECEIPT, IDS],
  ["sendVoice('a.amr')", 'reply', { kind: 'voice', source: 'a.amr', options: null }, RECEIPT, IDS],
  ["sendVideo('a.mp4')", 'reply', { kind: 'video', source: 'a.mp4', options: null }, RECEIPT, IDS],
  ["sendFile('a.txt', 'b.txt')", 'reply', { kind: 'file', source: 'a.txt', options: { file_name: 'b.txt' } }, RECEIPT, IDS],
  ["sendMixed([{type: 'text', text: 'a'}])", 'reply', { kind: 'mixed', items: [{ type: 'text', text: 'a' }], options: null }, RECEIPT, IDS],
  ["imageDownload('http://x/a')", 'file.download', { url: 'http://x/a', path: null }, { path: '/f/a' }, '/f/a'],
  ["bucketGet('b', 'k')", 'bucket.get', { bucket: 'b', key: 'k' }, 'v', 'v'],
  ["bucketGet('b', 'k', 'none')", 'bucket.get', { bucket: 'b', key: 'k' }, '', 'none'],
  ["bucketSet('b', 7, {a: 1})", 'bucket.set', { bucket: 'b', key: 7, value: '{"a":1}' }, true, true],
  ["bucketDel('b', 'k')", 'bucket.delete', { bucket: 'b', key: 'k' }, true, true],
  ["bucketKeys('b')", 'bucket.keys', { bucket: 'b', value: null }, ['a'], ['a']],
  ["bucketKeys('b', 3)", 'bucket.keys', { bucket: 'b', value: 3 }, ['a'], ['a']],
  ["bucketAllKeys('b')", 'bucket.keys', { bucket: 'b', value: null }, ['a'], ['a']],
  ["bucketAll('b')", 'bucket.all', { bucket: 'b' }, { a: '1' }, { a: '1' }],
  ["get('k')", 'bucket.get', { bucket: 'otto', key: 'k' }, 'v', 'v'],
  ["set('k', 5)", 'bucket.set', { bucket: 'otto', key: 'k', value: 5 }, true, true],
  ["del('k')", 'bucket.delete', { bucket: 'otto', key: 'k' }, true, true],
  ["notifyMasters('x')", 'notifyMasters', { content: 'x', imtypes: null }, 2, 2],
  ["push({imType: 'wx', groupCode: 5, userID: '42', title: 't', content: 'hi'})", 'push', { ...PUSH, imType: 'wx', groupCode: 5, userID: '42', title: 't', content: 'hi' }, { sent: 1 }, 1],
  ["push({userID: '42', content: 'hi'})", 'push', { ...PUSH, userID: '42', content: 'hi' }, { sent: 1 }, 1],
  ["push({imType: 'qq', chatID: '5', content: 'hi'})", 'push', { ...PUSH, groupCode: '5', content: 'hi' }, { sent: 0 }, 0],
  ["push('qq', '', '42', '', 'hi')", 'push', { ...PUSH, groupCode: '', userID: '42', title: '', content: 'hi' }, { sent: 1 }, 1],
  ["breakIn('x')", 'breakIn', { content: 'x' }, true, true],
  ["Continue()", 'continue', {}, true, true],
  ["RecallMessage(['m-1'])", 'recall', { ids: ['m-1'] }, RECEIPT, true],
  ["RecallMessage('m-1')", 'recall', { ids: 'm-1' }, { ok: false, error: 'x' }, false],
  ["input()", 'listen', LISTEN, { text: 'tea' }, 'tea'],
  ["input(30000)", 'listen', { ...LISTEN, wait: 30000 }, { text: 'tea' }, 'tea'],
  ["input(30000, 1000)", 'listen', { ...LISTEN, wait: 30000, recall: 1000 }, { timeout: true }, ''],
  ["input(30000, 0, true)", 'listen', { wait: 30000, recall: 0, scope: true }, { timeout: true, none: true }, null],
  ["waitPay(9000, 'q')", 'waitPay', { exitcode: 'q', timeout: 9000, amount: null }, { value: 'q' }, 'q'],
  ["waitPay('9000', 'q', 5)", 'waitPay', { exitcode: 'q', timeout: '9000', amount: 5 }, { value: { money: 5 } }, { money: 5 }],
  ["waitPay('q', 9000)", 'waitPay', { exitcode: 'q', timeout: 9000, amount: null }, { value: 'timeout' }, 'timeout'],
  ["waitPay(9000)", 'waitPay', { exitcode: null, timeout: 9000, amount: null }, { value: 'busy' }, 'busy'],
  ["atWaitPay()", 'atWaitPay', {}, true, true],
  ["cron.add({cron: '0 8 * * *', cmd: 'x', toSelf: true, toOthers: 'qqgroup:1', memo: 'm'})", 'cron.add', { fields: { cron: '0 8 * * *', cmd: 'x', isToSelf: true, toOthers: 'qqgroup:1', memo: 'm' } }, ITEM, 'runtime_1'],
  ["cron.get()", 'cron.list', {}, [ITEM], [ITEM]],
  ["cron.get('runtime_1')", 'cron.get', { id: 'runtime_1' }, ITEM, ITEM],
  ["cron.update({id: 'runtime_1', cmd: 'y', toSelf: false})", 'cron.update', { id: 'runtime_1', fields: { cmd: 'y', isToSelf: false } }, ITEM, ITEM],
  ["cron.delete('runtime_1')", 'cron.delete', { id: 'runtime_1' }, true, true],
  ["response({a: 1})", 'response', { data: { a: 1 } }, true, true],
  ["GroupKick(7)", 'group.act', { action: 'groupKick', args: [7] }, true, true],
  ["GroupBan('7', 60)", 'group.act', { action: 'groupBan', args: ['7', 60] }, true, true],
];

const ROUTE = {
  path: '/pay',
  method: 'POST',
  params: { a: '1' },
  headers: { h: 'x' },
  cookies: { c: 'y' },
  body: { b: 2 },
  data: '{"b":2}',
};
// [expression, what the script gets] without any call
const READS = [
  ['GetContent()', 'echo hello'],
  ['GetUserID()', '42'],
  ['GetUsername()', 'Li'],
  ['GetUserName()', 'Li'],
  ['GetChatID()', '7'],
  ['GetGroupCode()', '7'],
  ['GetChatName()', ''],
  ['GetChatname()', ''],
  ['GetImType()', 'qq'],
  ['ImType()', 'qq'],
  ['GetMessageID()', 'm-0'],
  ['getTitle()', 'P'],
  ['isAdmin()', false],
  ['param(1)', 'hello'],
  ["param('2')", '2'],
  ['param(3)', ''],
  ["image('http://x/a?b=1')", '[CQ:image,file=http://x/a?b=1]'],
  ['getRouter()', '/pay'],
  ['getMethod()', 'POST'],
  ['getRouterParams()', { a: '1' }],
  ['getRouterHeaders()', { h: 'x' }],
  ['getRouterCookies()', { c: 'y' }],
  ['getRouterBody()', { b: 2 }],
  ['getRouterData()', '{"b":2}'],
  ["timeFmt('yyyy-MM-dd HH:mm:ss', 86400 * 365 + 3661)", '1971-01-01 01:01:01'],
  ["timeFmt('yy/MM/dd hh:MM:SS.SSS', new Date(61042))", '70/01/01 00:01:01.042'],
  ["timeFmt('HH:mm', 61000 * 1e9).length", 5],
  ["call('timeFormat')('yyyy').length", 4],
  ["call('unixTimeFormat')(3600)", '1970-01-01 01:00:00'],
  ["call('unixTimeFormat')('HH', 3600)", '01'],
  ["call('md5')('a')", '0cc175b9c0f1b6a831c399e269772661'],
  ["call('uuid')().length", 36],
  ["call('version')()", HOST.version],
  ["call('version')().sn", HOST.version],
  ["call('machineId')()", HOST.machineId],
  ["call('name')() + call('domain')() + call('port')()", `${HOST.name}${HOST.domain}${HOST.port}`],
  ['RecallMessage([])', false],
  ['RecallMessage()', false],
  ['typeof require + typeof process + typeof setTimeout', 'undefinedundefinedundefined'],
  ['RecallMessage("") || bucketKeys.name', 'bucketKeys'],
];

let host;
before(async () => {
  host = await FakeHost.start({ env: { TZ: 'UTC' } });
});
afterEach(() => {
  host.dialogues.clear();
});
after(() => host.stop());

const OK = { status: 'ok', exit: 0, value: null, error: null, reusable: true };
const play = (source, options = {}) => host.run(source, { dialect: 'es5', ...options });

/** What an expression is in a script, as the last line that it prints. */
async function value(expression, options = {}) {
  const result = await play(`console.log(JSON.stringify([${expression}]));`, options);
  assert.deepEqual(result, OK, expression);
  return JSON.parse(host.output.stdout.trim().split('\n').at(-1))[0];
}

for (const [expression, method, params, answer, got] of CALLS) {
  test(`${expression} asks the host and waits`, async () => {
    assert.deepEqual(await value(expression, { answers: { [method]: answer } }), got);
    const [{ method: asked, params: said }] = host.calls;
    const { run, ...rest } = said;
    assert.deepEqual([asked, rest], [method, params]);
  });
}

test('the context is read without a call', async () => {
  for (const [expression, got] of READS) {
    assert.deepEqual(await value(expression, { context: { router: ROUTE } }), got, expression);
    assert.equal(host.calls.length, 0, expression);
  }
  assert.deepEqual(await value('[getRouter(), getRouterParams(), getRouterBody()]'), ['', {}, {}]);
});

test('the declarations name every global, and nothing else', async () => {
  const declared = fs.readFileSync(path.join(__dirname, '..', 'replies.d.ts'), 'utf8');
  const names = new Set([...declared.matchAll(/^declare (?:function|const) (\w+)/gm)].map((match) => match[1]));
  const { define } = require('../replies/globals.js');
  const scope = {};
  define(scope, null, {}, '{}');
  assert.deepEqual(Object.getOwnPropertyNames(scope).sort(), [...names, 'console'].sort());
});

test('a refusal is an error of the script, with its line', async () => {
  const answers = { 'bucket.set': () => Promise.reject(new Refusal('The disk is full.', 'store_failed')) };
  assert.equal(
    await value('(() => { try { set(1, 2) } catch (e) { return [e instanceof Error, e.code, e.message].join() } })()', { answers }),
    'true,store_failed,The disk is full.',
  );
  const { error } = await play("let a = 1;\n\nset('k', a);", { answers });
  assert.deepEqual([error.type, error.message, error.line], ['MiddlewareError', 'The disk is full.', 3]);
  assert.doesNotMatch(error.traceback, /globals|thread/);
});

test('what was printed is in the order of the run, apart for errors', async () => {
  await play(
    "Debug('a', [1]); sendText('x'); console.log('b'); console.info('c'); console.warn('d'); console.error('e'); console.debug('f');",
  );
  assert.deepEqual([host.output.stdout, host.output.stderr], ['a [ 1 ]\nb\nc\nf\n', 'd\ne\n']);
});

test('each run has a global scope of its own, which may hide what it calls', async () => {
  for (const source of [
    'const left = 1; let other = 2; var GetContent = GetContent(); class A {} Array.prototype.extra = 1; globalThis.more = GetContent;',
    'function sendText(x) { return x } if (sendText(1) !== 1) throw 1; [1].extra === undefined || fail; typeof more === "undefined" || fail;',
    'const left = 1; let other = 2; class A {} let push = 1; var isAdmin = isAdmin(); if (isAdmin !== false) throw 2;',
    'let x = sendText("a"); if (!(x instanceof Array)) throw 3; if (!(getRouterBody() instanceof Object)) throw 4;',
    'undeclared = 5; if (undeclared !== 5 || this !== globalThis) throw 6;',
  ]) {
    assert.deepEqual(await play(source), OK, source);
  }
});

test('an async function is through before the run is, and its error is the error of the run', async () => {
  assert.deepEqual(await play("async function main() { await null; await null; sendText('late') } main()"), OK);
  assert.equal(host.calls[0].params.text, 'late');
  const { error } = await play('async function main() {\n await null\n foo() }\nmain()');
  assert.deepEqual([error.message, error.line], ['foo is not defined', 3]);
});

test('errors of all kinds are told with their line', async () => {
  for (const [source, type, message, line] of [
    ['let a = 1\nnull.x', 'TypeError', "Cannot read properties of null (reading 'x')", 2],
    ["throw 'words'", 'Error', 'words', null],
    ['throw { a: 1 }', 'Error', '{ a: 1 }', null],
    ['\nlet a = ;', 'SyntaxError', "Unexpected token ';'", 2],
    ["call('nothing')", 'TypeError', 'call("nothing"): there is no such function, only timeFormat, ', 1],
    ['throw { get message() { throw 1 } }', 'Error', 'the error cannot be shown', null],
  ]) {
    const { status, error, reusable } = await play(source);
    assert.deepEqual([status, error.type, error.line, reusable], ['error', type, line, true], source);
    assert.ok(error.message.startsWith(message), error.message);
  }
});

test('importJs runs another file in the same scope, once', async () => {
  host.write(
    'part.js',
    "var words = 'tea'; const table = { a: 1 }; function say() { return words + table.a + GetUserID() } Debug('loaded')",
  );
  host.write('li/own.js', 'class Own { hi() { return 5 } }');
  host.write('broken.js', 'let x = 1;\nnowhere();');
  host.write('script.js', '');
  assert.deepEqual(
    await play("importJs('part.js'); importJs('./part'); sendText(say()); importJs('li:own.js'); sendText(new Own().hi());"),
    OK,
  );
  assert.deepEqual(
    host.calls.map((call) => call.params.text),
    ['tea142', '5'].map((text) => (text === '5' ? 5 : text)),
  );
  assert.equal(host.output.stdout, 'loaded\n');
  assert.equal(
    await value("(() => { try { importJs('no.js') } catch (e) { return e.message } })()"),
    'importJs: there is no file no.js or no.js.js in the plugin folder.',
  );
  assert.match((await play("importJs('../secret.js')")).error.message, /outside of the plugin folder/);
  assert.match((await play("\nimportJs('broken')")).error.traceback, /broken\.js:2/);
  assert.deepEqual(await play("importJs('script.js')"), OK);
});

test('a changed file is read anew', async () => {
  host.write('part.js', "var words = 'one'");
  assert.equal(await value("(importJs('part'), words)"), 'one');
  host.write('part.js', "var words = 'three'");
  assert.equal(await value("(importJs('part'), words)"), 'three');
});

test('runs that wait for people take turns in one process', async () => {
  host.write('ask.js', "var mine = GetContent(); sendText('for whom?'); var who = input(5000); sleep(1); sendText(mine + ' for ' + who);");
  const runs = ['tea', 'milk', 'soup'].map((message) => new Dialogue(host, 'ask.js', { dialect: 'es5', context: { message } }));
  // On a slow machine a run is set aside for the answer to its reply, too, and has asked nothing by then.
  for (const run of runs) await (await run.untilAsked()).untilParked();
  for (const run of runs.toReversed()) run.say('Li');
  for (const run of runs) assert.deepEqual(await run.result, OK);
  assert.deepEqual(
    runs.map((run) => run.replies.at(-1)),
    ['tea for Li', 'milk for Li', 'soup for Li'],
  );
  assert.deepEqual(await play("sendText('after')"), OK);
});
