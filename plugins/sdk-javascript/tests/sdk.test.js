'use strict';
// Every function and method: what it tells the host, and what the script gets.

const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const middleware = require('../middleware.js');
const { FakeHost, HOST, RECEIPT, Refusal } = require('./fake-host.js');

const PUSH = { imType: 'qq', groupCode: '', userID: '42', title: '', options: null, timeout: null };
const ITEM = { id: 'runtime_1', cron: '0 8 * * *', cmd: 'x', memo: '', source: 'runtime_api', next_run_at: '' };
const FILE = { path: '/f/a', file_path: '/f/a', file_name: 'a', mime_type: 'text/plain', file_size: 1 };
const MEMBERS = { ok: true, im_type: 'qq', account_id: '', group_id: '7', members: [] };
const ACT = (action, ...args) => ['group.act', { action, args }, { done: 1 }, { done: 1 }];

// [expression, method, params, answer of the host, what the script gets]
// biome-ignore format: a call in each line
const CALLS = [
  ["m.push('qq', '', 42, '', 'hi')", 'push', { ...PUSH, userID: 42, kind: 'text', content: 'hi' }, { sent: 1, receipt: {} }, 1],
  ["m.push('qq', null, '42', undefined, 'hi', null, 900, 'x')", 'push', { ...PUSH, groupCode: null, title: null, kind: 'text', content: 'hi', timeout: 900 }, { sent: 0 }, 0],
  ["m.push({ imType: 'qq', userID: 42, content: 'hi', timeout: 800 })", 'push', { ...PUSH, userID: 42, groupCode: null, title: null, kind: 'text', content: 'hi', timeout: 800 }, { sent: 1 }, 1],
  ["m.push('qq', '', '42', '', 'hi', 800)", 'push', { ...PUSH, kind: 'text', content: 'hi', options: 800 }, { sent: 1 }, 1],
  ["m.push('qq', '', '42', '', 'hi', '{\"accountID\": \"b\"}')", 'push', { ...PUSH, kind: 'text', content: 'hi', options: '{"accountID": "b"}' }, { sent: 1 }, 1],
  ["m.push('qq', '', '42', '', 'hi', {accountID: 'b', timeout: 70})", 'push', { ...PUSH, kind: 'text', content: 'hi', options: { accountID: 'b', timeout: 70 } }, { sent: 1 }, 1],
  ...['Image', 'Voice', 'Video', 'File'].map((kind) => [`m.push${kind}('qq', '', '42', '', 'http://x/a')`, 'push',
    { ...PUSH, kind: kind.toLowerCase(), source: 'http://x/a' }, { sent: 1 }, 1]),
  ["m.pushMixed('qq', '', '42', '', [{type:'text',text:'a'},{type:'image',url:'u'},{type:'odd'},null,'b'], {mimeType:'image/png'})", 'push',
    { ...PUSH, kind: 'mixed', items: [{ type: 'text', text: 'a' }, { type: 'image', url: 'u' }, { type: 'odd' }, null, 'b'], options: { mimeType: 'image/png' } }, { sent: 1 }, 1],
  ["m.Push('qq', '', 42, '', 'hi')", 'push', { ...PUSH, userID: 42, kind: 'text', content: 'hi' }, { sent: 1 }, 1],
  ["m.get('k')", 'bucket.get', { bucket: 'otto', key: 'k' }, 'v', 'v'],
  ["m.get('k', 'none')", 'bucket.get', { bucket: 'otto', key: 'k' }, '', 'none'],
  ["m.bucketGet('b', 'k', 'none')", 'bucket.get', { bucket: 'b', key: 'k' }, '', 'none'],
  ["m.bucketGet('b', 'k', 'none')", 'bucket.get', { bucket: 'b', key: 'k' }, 'v', 'v'],
  ["m.set('k', 5)", 'bucket.set', { bucket: 'otto', key: 'k', value: 5 }, true, true],
  ["m.del('k')", 'bucket.delete', { bucket: 'otto', key: 'k' }, false, false],
  ["m.bucketGet('b', 1)", 'bucket.get', { bucket: 'b', key: 1 }, '', ''],
  ["m.bucketSet('b', 'k', {a:1})", 'bucket.set', { bucket: 'b', key: 'k', value: '{"a":1}' }, true, true],
  ["m.bucketSet('b', 'k', null)", 'bucket.set', { bucket: 'b', key: 'k', value: null }, true, true],
  ["m.bucketDel('b', 'k')", 'bucket.delete', { bucket: 'b', key: 'k' }, true, true],
  ["m.bucketClear('b')", 'bucket.clear', { bucket: 'b' }, true, true],
  ["m.bucketKeys()", 'bucket.keys', { bucket: null, value: null }, ['a'], ['a']],
  ["m.bucketKeys('b', 3)", 'bucket.keys', { bucket: 'b', value: 3 }, null, []],
  ["m.bucketAllKeys('b')", 'bucket.keys', { bucket: 'b', value: null }, ['a'], ['a']],
  ["m.bucketAll('b')", 'bucket.all', { bucket: 'b' }, { a: '1' }, { a: '1' }],
  ["m.fileDownload('http://x/a')", 'file.download', { url: 'http://x/a', path: null }, FILE, FILE],
  ["m.fileDownload('http://x/a', 'sub')", 'file.download', { url: 'http://x/a', path: 'sub' }, FILE, FILE],
  ["m.downloadAdapterFile({file_id: 'f'}, 500)", 'file.resolve', { file: { file_id: 'f' }, options: 500, timeout: null }, FILE, FILE],
  ["m.downloadAdapterFile('f', {path: 'p'})", 'file.resolve', { file: 'f', options: { path: 'p' }, timeout: null }, FILE, FILE],
  ["m.getGroupMemberList()", 'group.members', { group: null, options: null, timeout: null }, MEMBERS, MEMBERS],
  ["m.getGroupMemberList(7, {noCache: true}, 5)", 'group.members', { group: 7, options: { noCache: true }, timeout: 5 }, MEMBERS, MEMBERS],
  ["m.getGroupMemberList({groupCode: '7', raw: true})", 'group.members', { group: { groupCode: '7', raw: true }, options: null, timeout: null }, MEMBERS, MEMBERS],
  ["m.callPlatform('get_status')", 'platform.call', { action: 'get_status', params: null, options: null, timeout: null }, { ok: true }, { ok: true }],
  ["m.callPlatform('get', {id: 7}, {im_type: 'qq'}, 5)", 'platform.call', { action: 'get', params: { id: 7 }, options: { im_type: 'qq' }, timeout: 5 }, { ok: true }, { ok: true }],
  ["s.callPlatform('get', {id: 7})", 'platform.call', { action: 'get', params: { id: 7 }, options: null, timeout: null }, { ok: true }, { ok: true }],
  ["m.setGroupCard(7, 42, 'Li')", 'im.act', { action: 'setGroupCard', options: null, group: 7, user: 42, text: 'Li' }, true, true],
  ["m.setGroupName('7', 'Tea', {im_type: 'qq'})", 'im.act', { action: 'setGroupName', options: {im_type: 'qq'}, group: '7', text: 'Tea' }, true, true],
  ["m.leaveGroup('7')", 'im.act', { action: 'leaveGroup', options: null, group: '7' }, true, true],
  ["m.getGroupMember(null, '42')", 'im.act', { action: 'getGroupMember', options: null, group: null, user: '42' }, true, true],
  ["m.getFriendList({account_id: 'a'})", 'im.act', { action: 'getFriendList', options: {account_id: 'a'} }, true, true],
  ["m.getGroupList()", 'im.act', { action: 'getGroupList', options: null }, true, true],
  ["m.reactMessage('m-1', 76)", 'im.act', { action: 'react', options: null, message: 'm-1', text: 76 }, true, true],
  ["m.markRead()", 'im.act', { action: 'markRead', options: null, message: null }, true, true],
  ["m.getChatHistory(null, 5)", 'im.act', { action: 'getChatHistory', options: null, group: null, count: 5, message: null }, true, true],
  ["m.getGroupFiles('7', '/d')", 'im.act', { action: 'getGroupFiles', options: null, group: '7', folder: '/d' }, true, true],
  ["m.speechToText('m-1')", 'im.act', { action: 'speechToText', options: null, message: 'm-1' }, true, true],
  ["m.render('<p>', 'p', {a: 1})", 'render', { template: '<p>', selector: 'p', data: { a: 1 } }, '', ''],
  ["m.getActiveImtypes()", 'imtypes', {}, ['qq'], ['qq']],
  ["m.notifyMasters('x')", 'notifyMasters', { content: 'x', imtypes: null }, 2, 2],
  ["m.notifyMasters('x', ['qq', 'wx'])", 'notifyMasters', { content: 'x', imtypes: ['qq', 'wx'] }, 1, 1],
  ["m.notifyMasters('x', 'qq, wx')", 'notifyMasters', { content: 'x', imtypes: 'qq, wx' }, 1, 1],
  ["m.coffee()", 'coffee', {}, true, true],
  ["m.spread('t')", 'spread', { text: 't' }, 'u', 'u'],
  ["m.getHistoryMessages('qq')", 'history.messages', { imtype: 'qq' }, [{ a: 1 }], [{ a: 1 }]],
  ["m.generateFromSinglePrompt('p')", 'generate', { prompt: 'p' }, null, ''],
  ["m.chat('p')", 'chat', { messages: 'p', options: null }, 'q', 'q'],
  ["m.accessService('/bucketGet', {bucket: 'b', key: 'k'})", 'bucket.get', { bucket: 'b', key: 'k' }, 'v', 'v'],
  ["m.accessService('/api/plugins/runtime/reply', {text: 'x'})", 'reply', { kind: 'text', text: 'x' }, RECEIPT, RECEIPT],

  ["s.reply('a [CQ:at,qq=1]')", 'reply', { kind: 'text', text: 'a [CQ:at,qq=1]' }, RECEIPT, RECEIPT],
  ["s.reply(12, undefined, 'x')", 'reply', { kind: 'text', text: 12 }, RECEIPT, RECEIPT],
  ["s.reply()", 'reply', { kind: 'text', text: null }, RECEIPT, RECEIPT],
  ["s.replyMarkdown('# a')", 'reply', { kind: 'markdown', text: '# a' }, RECEIPT, RECEIPT],
  ...['Image', 'Voice', 'Video', 'File'].map((kind) => [`s.reply${kind}('u', {filename: 'f'})`, 'reply', { kind: kind.toLowerCase(), source: 'u', options: { filename: 'f' } }, RECEIPT, RECEIPT]),
  ["s.replyImage('u', null)", 'reply', { kind: 'image', source: 'u', options: null }, RECEIPT, RECEIPT],
  ["s.replyMixed([{type:'file',path:'p',fileName:'n'}])", 'reply', { kind: 'mixed', items: [{ type: 'file', path: 'p', fileName: 'n' }], options: null }, RECEIPT, RECEIPT],
  ["s.returnValue('x')", 'return', { value: 'x' }, true, '[]'],
  ["s.setContinue()", 'continue', {}, true, true],
  ["s.recallMessage('m-1')", 'recall', { ids: 'm-1' }, RECEIPT, RECEIPT],
  ["s.recallMessage(['a', 5, {message_id: 'c'}])", 'recall', { ids: ['a', 5, { message_id: 'c' }] }, RECEIPT, RECEIPT],
  ["s.recallMessage(Promise.resolve({message_id: 'a', message_ids: ['a', 'b']}))", 'recall', { ids: { message_id: 'a', message_ids: ['a', 'b'] } }, RECEIPT, RECEIPT],
  ["s.breakIn('t')", 'breakIn', { content: 't' }, true, true],
  ["s.listen()", 'listen', { wait: null, recall: null, scope: null }, { timeout: true }, ''],
  ["s.listen(5, 'group')", 'listen', { wait: 5, recall: 'group', scope: null }, { text: 'y' }, 'y'],
  ["s.listen(5000000, 100, 'group')", 'listen', { wait: 5000000, recall: 100, scope: 'group' }, { text: 'y' }, 'y'],
  ["s.input(120000, 1, false)", 'listen', { wait: 120000, recall: 1, scope: false }, { text: 'y' }, 'y'],
  ["s.input(60000, 0, true)", 'listen', { wait: 60000, recall: 0, scope: true }, { text: 'y' }, 'y'],
  ["s.listen({timeout: 2000, recallDuration: 3, forGroup: true})", 'listen', { wait: 2000, recall: 3, scope: null, forGroup: true }, { text: 'y' }, 'y'],
  ["s.listen(null, null, null, 1)", 'listen', { wait: null, recall: null, scope: null }, { text: 'y' }, 'y'],
  ["s.waitPay('q', 600000, '¥1,000.5')", 'waitPay', { exitcode: 'q', timeout: 600000, amount: '¥1,000.5' }, { value: { money: 1 } }, { money: 1 }],
  ["s.waitPay('q', 600000)", 'waitPay', { exitcode: 'q', timeout: 600000, amount: null }, { value: 'timeout' }, 'timeout'],
  ["s.atWaitPay()", 'atWaitPay', {}, false, false],
  ["s.getHistoryMessageIDs(3)", 'history.ids', { number: 3 }, ['a'], ['a']],
  ["s.getHistoryMessages()", 'history.messages', { imtype: null }, [], []],
  ["s.response({a: 1})", 'response', { data: { a: 1 } }, true, true],
  ["s.response()", 'response', { data: null }, true, true],
  ["s.groupInviteIn(1, 2)", ...ACT('groupInviteIn', 1, 2)],
  ["s.groupKick(1)", ...ACT('groupKick', 1)],
  ["s.groupBan('1', '60')", ...ACT('groupBan', '1', '60')],
  ["s.groupBan('1', 'soon')", ...ACT('groupBan', '1', 'soon')],
  ["s.groupBan('1')", ...ACT('groupBan', '1', null)],
  ["s.groupUnban(1)", ...ACT('groupUnban', 1)],
  ["s.groupWholeBan()", ...ACT('groupWholeBan')],
  ["s.groupWholeUnban()", ...ACT('groupWholeUnban')],
  ["s.groupNoticeSend('n')", ...ACT('groupNoticeSend', 'n')],
  ["s.groupAddRequest('f')", ...ACT('groupAddRequest', 'f', null, null)],
  ["s.groupAddRequest('f', false, 'no')", ...ACT('groupAddRequest', 'f', false, 'no')],
  ["s.friendAddRequest('f', 'true', 'r')", ...ACT('friendAddRequest', 'f', 'true', 'r')],
  ["s.get('k')", 'bucket.get', { bucket: 'otto', key: 'k' }, 'v', 'v'],
  ["s.set('k', true)", 'bucket.set', { bucket: 'otto', key: 'k', value: true }, true, true],
  ["s.del('k')", 'bucket.delete', { bucket: 'otto', key: 'k' }, true, true],
  ["s.bucketGet('b', 'k')", 'bucket.get', { bucket: 'b', key: 'k' }, 'v', 'v'],
  ["s.bucketSet('b', 'k', 'v')", 'bucket.set', { bucket: 'b', key: 'k', value: 'v' }, true, true],
  ["s.bucketDel('b', 'k')", 'bucket.delete', { bucket: 'b', key: 'k' }, true, true],
  ["s.bucketKeys('b', 'v')", 'bucket.keys', { bucket: 'b', value: 'v' }, [], []],
  ["s.bucketAllKeys('b')", 'bucket.keys', { bucket: 'b', value: null }, [], []],
  ["s.bucketAll('b')", 'bucket.all', { bucket: 'b' }, {}, {}],
  ["s.getGroupMemberList('7')", 'group.members', { group: '7', options: null, timeout: null }, MEMBERS, MEMBERS],
  ["s.downloadAdapterFile('f')", 'file.resolve', { file: 'f', options: null, timeout: null }, FILE, FILE],

  ["new m.Cron().getCrons()", 'cron.list', {}, [ITEM], [ITEM]],
  ["new m.Cron().getCron()", 'cron.list', {}, [ITEM], [ITEM]],
  ["new m.Cron().getCron('runtime_1')", 'cron.get', { id: 'runtime_1' }, ITEM, ITEM],
  ["new m.Cron('runtime_1').getCronByID()", 'cron.get', { id: 'runtime_1' }, ITEM, ITEM],
  ["new m.Cron().addCron('0 8 * * *', false, 'x', true, null, '')", 'cron.add', { fields: { cron: '0 8 * * *', cmd: 'x', memo: '', isOnce: false, isToSelf: true } }, ITEM, ITEM],
  ["new m.Cron().addCron('0 8 * * *', 'x', true, 'qqgroup:1', 'memo', 'qq', '7', '42')", 'cron.add',
    { fields: { cron: '0 8 * * *', isOnce: 'x', cmd: true, isToSelf: 'qqgroup:1', toOthers: 'memo', memo: 'qq', disguiseImtype: '7', disguiseGroup: '42' } }, ITEM, ITEM],
  ["new m.Cron().updateCron('runtime_1', undefined, undefined, 'y')", 'cron.update', { id: 'runtime_1', fields: { cmd: 'y' } }, ITEM, ITEM],
  ["new m.Cron('runtime_1').delCron()", 'cron.delete', { id: 'runtime_1' }, true, true],
  ["new m.Cron().delCron({ id: 'runtime_1', cron: '0 8 * * *' })", 'cron.delete', { id: { id: 'runtime_1', cron: '0 8 * * *' } }, true, true],
  ["new m.Cron().getCron({ id: 'runtime_1' })", 'cron.get', { id: { id: 'runtime_1' } }, ITEM, ITEM],
  ["new m.Cron().updateCron({ id: 'runtime_1' }, '0 9 * * *')", 'cron.update', { id: { id: 'runtime_1' }, fields: { cron: '0 9 * * *' } }, ITEM, ITEM],
  ["new m.Cron().deleteCron('runtime_1')", 'cron.delete', { id: 'runtime_1' }, true, true],
];

const ROUTER = {
  path: '/hook/7',
  params: { id: '7' },
  method: 'POST',
  headers: { accept: ['a', 'b'] },
  cookies: { c: '1' },
  body: { a: 1 },
  data: '{"a":1}',
};
// [expression, context, what the script gets]
// biome-ignore format: a getter in each line
const READS = [
  ['m.getSenderID() === s.senderID && typeof s.senderID', {}, 'string'],
  ['s.getImtype()', {}, 'qq'], ['s.getImtype()', { imType: 'fake' }, 'fake'], ['s.getUserID()', { userID: 42 }, '42'],
  ['s.getUserName()', {}, 'Li'], ['s.getUserAvatarUrl()', { userAvatarUrl: 'http://x' }, 'http://x'], ['s.getChatID()', { chatID: undefined }, ''],
  ['s.getChatName()', { chatName: 'G' }, 'G'], ['s.getGroupName()', { chatName: 'G' }, 'G'], ['s.isAdmin()', {}, false], ['s.isAdmin()', { isAdmin: true }, true],
  ['s.isAI()', {}, false], ['s.getAIParam()', { aiParam: 'p' }, 'p'], ['s.getMessage()', {}, 'echo hello'], ['s.getMessageID()', {}, 'm-0'],
  ['s.param(1)', {}, 'hello'], ["s.param('2')", {}, '2'], ['s.param(0)', {}, ''], ['s.param(9)', {}, ''], ['s.param(1)', { params: undefined }, ''],
  ['s.getPluginName()', {}, 'P'], ['s.getPluginVersion()', {}, '1.0.0'], ['s.getEventType()', { eventType: 'qq-notice' }, 'qq-notice'],
  ["s.setEventType('t').then(async (r) => [r, await s.getEventType()])", {}, [true, 't']],
  ['s.getEventData()', {}, {}], ['s.getEventData()', { eventData: { user_id: 1 } }, { user_id: 1 }],
  ['s.setEventData({a: 1}).then(async (r) => [r, await s.getEventData()])', {}, [true, { a: 1 }]],
  ['s.getMediaItems()', {}, []], ['s.getMediaItems()', { mediaItems: [{ type: 'image', source: 'u' }, { type: 'x' }] }, [{ type: 'image', source: 'u' }]],
  ['s.getMediaItems()', { eventData: { media_items: [{ type: 'file', source: 'u' }] } }, [{ type: 'file', source: 'u' }]],
  ...Object.entries({ Path: 'path', Params: 'params', Method: 'method', Headers: 'headers', Cookies: 'cookies', Body: 'body', Data: 'data' })
    .map(([name, key]) => [`s.getRouter${name}()`, { router: ROUTER }, ROUTER[key]]),
  ['s.getRouter()', { router: ROUTER }, '/hook/7'], ['s.getMethod()', { router: ROUTER }, 'POST'], ['s.getRouterBody()', {}, {}],
  ['s.getRouterBodyBytes().then((b) => [Buffer.isBuffer(b), [...b]])', { router: { bytes: 'AP8K' } }, [true, [0, 255, 10]]],
  ['s.getRouterBodyBytes().then((b) => [Buffer.isBuffer(b), b.length])', {}, [true, 0]],
  ['m.getRouter()', { router: ROUTER }, '/hook/7'], ['m.getMethod()', { router: ROUTER }, 'POST'], ['m.getRouterData()', { router: ROUTER }, '{"a":1}'], ['m.getRouter()', {}, ''],
  ['m.name()', {}, 'Botyard'], ['m.machineId()', {}, 'b-1'], ['m.version()', {}, '1.0.0'], ['m.domain()', {}, HOST.domain], ['m.port()', {}, 8200],
  ['m.versionInfo()', {}, HOST.versionInfo], ['m.versionInfo()', { host: undefined }, {}], ['m.sleep(1).then(() => 1)', {}, 1],
  ["m.importModule('node:path').then((p) => p.sep)", {}, '/'], ["importJs === m.importJs && importJs('part').x", {}, 5],
  ["m.version().then((v) => [typeof v, v.sn, v['sn'], 'other'.sn])", {}, ['string', '1.0.0', '1.0.0', null]],
  ["m.request().catch((e) => [e.name, e.code, e instanceof m.MiddlewareError])", {}, ['MiddlewareError', 'unsupported', true]],
  ["m.accessService('/nonsense').catch((e) => e.code)", {}, 'unsupported'], ["m.importModule('').catch((e) => e.message)", {}, 'module is required'],
  ['[typeof s.getMessage().then, typeof m.get("x").then, typeof new m.Cron().getCrons().then]', {}, ['function', 'function', 'function']],
];

let host;
before(async () => {
  host = await FakeHost.start();
  host.write('part.js', 'exports.x = 5;');
});
after(() => host.stop());

test('every call says what the protocol wants', async () => {
  for (const [expression, method, params, answer, expected] of CALLS) {
    const got = await host.evaluate(`return await ${expression};`, {
      answers: {
        [method]: (asked) => {
          host.asked = asked;
          return answer;
        },
      },
    });
    assert.deepEqual(got, expected, expression);
    assert.equal(host.calls[0].method, method, expression);
    const { run, ...sent } = host.calls[0].params;
    assert.deepEqual(sent, params, expression);
    assert.equal(run, host.token, expression);
  }
});

test('every getter reads the context without a call', async () => {
  for (const [expression, context, expected] of READS) {
    assert.deepEqual(await host.evaluate(`return await (${expression});`, { context }), expected, expression);
    assert.ok(
      host.calls.every((call) => ['return', 'bucket.get', 'cron.list'].includes(call.method)),
      expression,
    );
  }
});

test('the two tables leave no function and no method out', () => {
  const all = [...CALLS, ...READS].map(([expression]) => expression).join('\n');
  const missing = [];
  for (const name of Object.keys(middleware)) if (!new RegExp(`\\bm\\.${name}\\b`).test(all) && name !== 'Sender') missing.push(name);
  for (const [type, variable] of [
    [middleware.Sender, 's\\.'],
    [middleware.Cron, 'Cron\\([^)]*\\)\\.'],
  ]) {
    for (const name of Object.getOwnPropertyNames(type.prototype)) {
      if (name !== 'constructor' && !new RegExp(`${variable}${name}\\(`).test(all)) missing.push(name);
    }
  }
  assert.deepEqual(missing, []);
});

test('methods may be taken off their object', async () => {
  const answers = { reply: RECEIPT, 'cron.delete': true, 'bucket.get': 'v' };
  assert.deepEqual(
    await host.evaluate(
      `const { getUserID, reply, bucketGet } = s; const { delCron } = new m.Cron('runtime_1');
await reply('user ' + await getUserID()); return [await bucketGet('b', 'k'), await delCron()];`,
      { answers, context: { userID: 42 } },
    ),
    ['v', true],
  );
  assert.deepEqual(host.calls.map((call) => call.params.text ?? call.params.id ?? call.params.key).slice(0, 3), [
    'user 42',
    'k',
    'runtime_1',
  ]);
});

test('methods may be replaced and inherited', async () => {
  assert.equal(
    await host.evaluate(`class Mine extends m.Sender { async getMessage() { return 'my ' + await super.getMessage(); } }
s.getUserID = async () => 'other'; m.Sender.prototype.getImtype = async function () { return 'on ' + await this.getUserID(); };
return [await new Mine().getMessage(), await s.getUserID(), await s.getImtype()].join();`),
    'my echo hello,other,on other',
  );
  assert.equal(await host.evaluate('return s.getImtype();'), 'qq');
});

test('media of the answer follow listen', async () => {
  const media = [{ type: 'image', source: 'u', name: 'n' }];
  const body = 'await s.listen(1000); return s.getMediaItems();';
  assert.deepEqual(
    await host.evaluate(body, {
      answers: { listen: { text: '', media_items: media } },
      context: { mediaItems: [{ type: 'file', source: 'old' }] },
    }),
    media,
  );
});

test('a refusal rejects with the sentence, the code and the line of the script', async () => {
  const answers = {
    push: () => {
      throw new Refusal('A push to qq needs a group or a user.', 'invalid_request', -32602);
    },
  };
  assert.deepEqual(
    await host.evaluate("try { await m.push('qq'); } catch (e) { return [e instanceof Error, e.message, e.code]; }", { answers }),
    [true, 'A push to qq needs a group or a user.', 'invalid_request'],
  );
  const result = await host.run("const m = require('middleware');\n\nawait m.push('qq');", { answers });
  assert.deepEqual([result.status, result.error.type, result.error.line], ['error', 'MiddlewareError', 3]);
});

test('arguments that are no JSON and too large ones reject', async () => {
  assert.match(
    await host.evaluate('const a = {}; a.a = a; try { await s.response(a); } catch (e) { return e.message; }'),
    /cannot be written as JSON/,
  );
  assert.equal(await host.evaluate("try { await s.reply('x'.repeat(33 << 20)); } catch (e) { return e.code; }"), 'too_large');
});

test('what JSON has no word for is said as JavaScript writes it', async () => {
  const values = "[Buffer.from('x'), 10n, NaN, -Infinity, new Error('e'), new Date(0), ['a', 1], {a: null}, Symbol('s')]";
  const texts = await host.evaluate(
    `const written = String(new Date(0)); for (const value of ${values}) await s.reply(value); return written;`,
  );
  assert.deepEqual(
    host.calls.filter((call) => call.method === 'reply').map((call) => call.params.text),
    ['x', '10', 'NaN', '-Infinity', 'Error: e', texts, '["a",1]', '{"a":null}', 'Symbol(s)'],
  );
  await host.evaluate("await s.replyMixed([{type: 'text', text: Buffer.from('b')}, undefined])");
  assert.deepEqual(host.calls[0].params.items, [{ type: 'text', text: 'b' }, null]);
});

test('many calls at once get their own answers', async () => {
  const answers = {
    'bucket.get': ({ key }) =>
      new Promise((resolve) => {
        setTimeout(() => resolve(String(key)), Number(key) % 7);
      }),
  };
  const keys = await host.evaluate('return Promise.all(Array.from({length: 300}, (_, i) => m.get(i)))', { answers });
  assert.deepEqual(
    keys,
    Array.from({ length: 300 }, (_, i) => String(i)),
  );
});

test('importModule installs what is missing', async () => {
  host.write('../env/node_modules/fancy/index.js', 'module.exports = { fancy: true };');
  const answers = { 'dependency.ensure': { paths: [`${host.folder}/env/node_modules`] } };
  assert.deepEqual(await host.evaluate("return m.importModule('fancy', {package: 'fancy-x', version: '1.2'})", { answers }), {
    fancy: true,
  });
  const { run, ...sent } = host.calls[0].params;
  assert.deepEqual(sent, { module: 'fancy', package: 'fancy-x', version: '1.2', manager: 'npm' });
  assert.equal(await host.evaluate("await m.importModule('fancy', '1.2'); return require('fancy').fancy", { answers }), true);
});

test('outside of Botyard every function rejects with a sentence', async () => {
  assert.throws(() => middleware.getSenderID(), /not running inside Botyard/);
  await assert.rejects(middleware.get('x'), /not running inside Botyard/);
  await assert.rejects(new middleware.Sender('1').getMessage(), /not running inside Botyard/);
});

test('names can be imported from ES modules by Node alone', async () => {
  const module = await import('../middleware.js');
  assert.deepEqual(
    Object.keys(middleware).filter((name) => !(name in module)),
    [],
  );
});
