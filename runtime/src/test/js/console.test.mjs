import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { circles, scriptsOf, shared, wordProblems } from './pages.mjs';

const folder = new URL('../../main/resources/console/', import.meta.url);
const scripts = await scriptsOf(folder);
const settings = await import(new URL('settings.js', folder));

const load = await import(new URL('load.js', folder));
const form = await import(new URL('form.js', folder));
const account = await import(new URL('account.js', folder));
const hostSettings = await import(new URL('hostsettings.js', folder));
const log = await import(new URL('log.js', folder));
const params = await import(new URL('params.js', folder));
const payments = await import(new URL('payments.js', folder));
const schedules = await import(new URL('schedules.js', folder));
const overview = await import(new URL('overview.js', folder));
const backups = await import(new URL('backups.js', folder));
const parts = await import(new URL('parts.js', folder));
const plot = await import(new URL('plot.js', folder));
const replies = await import(new URL('replies.js', folder));

const mode = { key: 'mode', type: 'choice', default: 'reverse', choices: ['reverse', 'forward'] };
const url = { key: 'url', type: 'text', default: '', only_if: { key: 'mode', values: ['forward'] } };
const token = { key: 'token', type: 'text', default: '', secret: true, generated: { key: 'mode', values: ['reverse'] } };
const names = { key: 'names', type: 'list', default: '' };
const all = [mode, url, token, names];

test('no script needs, over others, itself', async () => {
  assert.ok(scripts.size > 10);
  assert.deepEqual([...circles(scripts), ...circles(await scriptsOf(shared))], []);
});

test('pages of a list are one list, whatever happens meanwhile', () => {
  const row = (number, status = 'ok') => ({ number, status });
  const numbers = (rows) => rows.map(({ number }) => number);
  assert.deepEqual(numbers(parts.joined([row(3), row(2)], [])), [3, 2]);
  const both = parts.joined([row(3), row(2)], [row(1)]);
  assert.deepEqual(numbers(both), [3, 2, 1]);
  const later = parts.joined([row(0, 'running'), row(5), row(3, 'error')], both);
  assert.deepEqual(numbers(later), [0, 5, 3, 2, 1]);
  assert.equal(later[2].status, 'error');
  assert.deepEqual(numbers(parts.joined([row(6), row(5)], later)), [6, 5, 3, 2, 1]);
});

test('every word is there in both languages', () => {
  const { size, missing, half } = wordProblems(scripts);
  assert.ok(size > 80, String(size));
  assert.deepEqual({ missing, half }, { missing: [], half: [] });
});

test('a setting that belongs to the value of another one is asked for only then', () => {
  assert.deepEqual(settings.asked(all, {}), [mode, token, names]);
  assert.deepEqual(settings.asked(all, { mode: 'forward' }), all);
});

test('only what was filled in is sent, and lists stand between commas', () => {
  const filled = { token: '  ', names: ' a, ,b ', url: ' ws://x ' };
  assert.deepEqual(settings.config(all, filled), { names: ['a', 'b'] });
  assert.deepEqual(settings.config(all, { ...filled, mode: 'forward' }), { mode: 'forward', names: ['a', 'b'], url: 'ws://x' });
});

test('the host makes what the platform has to show and nobody has filled in', () => {
  assert.deepEqual(settings.missing(all, {}), ['token']);
  assert.deepEqual(settings.missing(all, { token: 'x' }), []);
  assert.deepEqual(settings.missing(all, { mode: 'forward' }), []);
});

test('the load shows languages that are used and the plugins that hold most', () => {
  const nothing = { computing: 0, waiting: 0, queued: 0 };
  const plugins = [...Array(20).keys()].map((count) => ({ plugin: `p${count}`, ...nothing, computing: count % 15 }));
  const facts = {
    languages: [
      { language: 'python', ...nothing },
      { language: 'javascript', ...nothing, queued: 1 },
    ],
    workers: [],
    plugins,
  };
  assert.deepEqual(
    load.used(facts).map(({ language }) => language),
    ['javascript'],
  );
  assert.equal(load.used({ ...facts, workers: [{ language: 'python' }] }).length, 2);
  assert.deepEqual(
    load.busiest(facts).map(({ plugin }) => plugin),
    ['p14', 'p13', 'p12', 'p11', 'p10', 'p9', 'p8', 'p7', 'p6', 'p5'],
  );
  assert.equal(load.busiest({ plugins: [{ plugin: 'idle', ...nothing }] }).length, 0);
});

test('a table of words speaks one language and fills in', async () => {
  const { speaker } = await import(new URL('words.js', shared));
  const t = speaker({ hello: ['Hello {name}, {command}', '你好 {name}'] });
  assert.equal(t('hello', { name: '$& {command}' }), 'Hello $& {command}, botyard');
  assert.equal(t('hello'), 'Hello , botyard');
});

const param = (more) => ({
  key: 'a.b',
  name: 'B',
  type: 'string',
  default: '',
  options: [],
  value: '',
  set: false,
  secret: false,
  ...more,
});

test('a form of a plugin shows what is set, and what is the default as the default', () => {
  assert.equal(params.shownValue(param({ default: '2', value: '2' })), '');
  assert.equal(params.shownValue(param({ default: '2', value: '2', set: true })), '');
  assert.equal(params.shownValue(param({ default: '2', value: '3', set: true })), '3');
  assert.equal(params.shownValue(param({ secret: true, set: true })), '');
});

test('only what has changed is saved; an empty secret stays unless it is removed', () => {
  const all = [param({ key: 'a' }), param({ key: 'b', value: 'x', set: true }), param({ key: 'c', secret: true, set: true })];
  assert.deepEqual(params.changed(all, {}), {});
  assert.deepEqual(params.changed(all, { a: 'new', b: 'x', c: '' }), { a: 'new' });
  assert.deepEqual(params.changed(all, { b: '', c: 'y' }), { b: '', c: 'y' });
  assert.deepEqual(params.changed(all, { c: '', forgotten: ['c'] }), { c: '' });
});

test('a choice that a script stored by itself can be kept', () => {
  const options = [{ value: 's', label: 'Small' }];
  assert.deepEqual(params.asSetting(param({ type: 'select', options, value: 'xl', set: true })).choices, ['s', 'xl']);
  assert.deepEqual(params.asSetting(param({ type: 'select', options, value: 's', set: true })).shown, { s: 'Small' });
});

test('groups and separators begin with their heading', () => {
  const heading = param({ separator: true, name: 'More' });
  const list = [param({ group: 'A' }), param({ group: 'A' }), param({ group: 'B' }), heading, param({ group: '' })];
  assert.deepEqual(params.headings(list), ['A', '', 'B', 'More', '']);
});

test('a payer is called by what is known', () => {
  assert.equal(payments.payer({ payment: { FromName: 'Li', FromWxid: '5' } }), 'Li (5)');
  assert.equal(payments.payer({ payment: { FromName: '', FromWxid: '5' } }), '5');
  assert.equal(payments.payer({ payment: {} }), 'an unknown payer');
});

test('what fires first stands first, and what fires no more at the end', () => {
  const all = [{ next_runs: [] }, { next_runs: ['2030-01-01T09:00+08:00'] }, { next_runs: ['2030-01-01T00:30Z'] }];
  assert.deepEqual(schedules.soonest(all), [all[2], all[1], all[0]]);
});

test('payments are counted by their state', () => {
  assert.deepEqual(payments.counts([{ state: 'claimed' }, { state: 'unclaimed' }, { state: 'claimed' }]), {
    unclaimed: 1,
    assigned: 0,
    claimed: 2,
  });
});

test('a reply goes through its form unchanged', () => {
  const reply = { when: ['a', 'b c'], as: 'text', answer: ['one\ntwo'], pictures: [], im: ['qq'], groups: [], people: [], priority: 3 };
  assert.deepEqual(replies.asReply(replies.asForm({ name: 'r', line: 4, ...reply })), reply);
  assert.deepEqual(replies.asReply({ ...replies.asForm(reply), answer: [' ', 'x'], when: ' a \n\nb' }).when, ['a', 'b']);
  assert.deepEqual(replies.asForm({ ...reply, answer: [] }).answer, ['']);
});

const codeField = await import(new URL('codefield.js', folder));
const versions = await import(new URL('versions.js', folder));
const install = await import(new URL('install.js', folder));
const plugins = await import(new URL('plugins.js', folder));

test('a line of a script is found by its number', () => {
  assert.equal(codeField.lineCount('a\nbc\n'), 3);
  assert.deepEqual(codeField.lineSpan('a\nbc\nd', 2), [2, 4]);
  assert.deepEqual(codeField.lineSpan('a\nbc', 99), [2, 4]);
});

test('what is wrong with the settings stands at its line', () => {
  const said = 'botyard.yaml:2: prot: there is no such setting. botyard.yaml:13: push: at most 3.';
  assert.deepEqual(hostSettings.inLines(said, 'botyard.yaml'), [
    { line: 2, severity: 'error', message: 'prot: there is no such setting.' },
    { line: 13, severity: 'error', message: 'push: at most 3.' },
  ]);
  assert.deepEqual(hostSettings.inLines('botyard.yaml was changed since you read it', 'botyard.yaml'), []);
});

test('a browser is called as people call it', async () => {
  const { browserName } = await import(new URL('sessions.js', folder));
  const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';
  assert.equal(browserName(chrome), 'Chrome · Linux');
  assert.equal(browserName(`${chrome} Edg/126.0`), 'Edge · Linux');
  assert.equal(
    browserName('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Version/17.0 Safari/604.1'),
    'Safari · iOS',
  );
  assert.equal(browserName('curl/8.0'), 'curl/8.0');
  assert.equal(browserName(''), '');
});

test('a difference shows which lines came and went', () => {
  assert.deepEqual(['@@ -1,1 +1,1 @@', '-a', '+b', ' c'].map(versions.lineKind), ['at', 'minus', 'plus', '']);
});

test('what is wrong with a script is said, but for what keeps it from running', () => {
  const problems = ['no author', 'no rule'].map((message) => ({ severity: 'warning', line: 0, message }));
  assert.equal(parts.ScriptProblems({ problems }).length, 2, 'one that is not installed yet is kept from nothing');
  assert.equal(parts.ScriptProblems({ problems, invalid: 'no rule' }).length, 1);
});

test('an address of a repository is told from that of a file', () => {
  assert.deepEqual(
    ['https://a.example/b.git', 'git@a.example:b', 'ssh://a.example/b', 'https://a.example/b.py'].map(install.isRepository),
    [true, true, true, false],
  );
});

test('plugins that need somebody stand first', () => {
  const one = (file, state, needs = []) => ({ file, state, needs_settings: needs });
  const all = [one('b', 'enabled'), one('a', 'disabled'), one('d', 'enabled', ['Key']), one('c', 'invalid')];
  assert.deepEqual(
    plugins.inOrder(all).map(({ file }) => file),
    ['c', 'd', 'a', 'b'],
  );
  assert.deepEqual(
    Object.values(plugins.FILTERS).map((shows) => all.filter(shows).length),
    [4, 2, 2, 1],
  );
});

const packages = await import(new URL('packages.js', folder));

test('packages stand by whom they are for', () => {
  const files = [{ file: 'a.js', language: 'javascript' }];
  assert.deepEqual(packages.rows({ all: { pip: ['x'] }, plugins: { 'a.js': ['y'], 'gone.py': ['z'] }, files }), [
    { manager: 'pip', plugin: '', name: 'x' },
    { manager: 'npm', plugin: 'a.js', name: 'y' },
    { manager: 'pip', plugin: 'gone.py', name: 'z' },
  ]);
});

const row = (key, more = {}) => ({
  key,
  name: key,
  field: key,
  type: 'text',
  shape: 'value',
  default: '',
  value: '',
  reference: '',
  source: '',
  ...more,
});

test('a form tells what was typed over, what was taken out, and what would be a mistake beside the new values', () => {
  const rows = [
    row('mode', { type: 'choice', choices: ['reverse', 'forward'], default: 'reverse', value: 'forward', source: 'a:1' }),
    row('url', { value: 'ws://x', source: 'a:2', only_if: { key: 'mode', values: ['forward'], refused: true } }),
    row('token', { secret: true, value: '***', source: 'a:3' }),
    row('ids', { type: 'list', value: ['a', 'b'], source: 'a:4' }),
    row('masters', { shape: 'list_by_name', value: { qq: ['1', '2'] }, source: 'a:5' }),
    row('name', { value: 'x', reference: '${env:X}', source: 'a:6' }),
  ];
  assert.deepEqual(rows.map(form.initial), ['forward', 'ws://x', '', 'a, b', 'qq: 1, 2', '${env:X}']);
  assert.deepEqual(form.changes(rows, {}), {});
  assert.deepEqual(form.changes(rows, { ids: 'a, b', token: '', name: '${env:X}' }), {});
  assert.deepEqual(form.changes(rows, { mode: '', ids: 'c', masters: 'qq: 3\ntg: 4, 5', token: null }), {
    mode: null,
    url: null,
    token: null,
    ids: ['c'],
    masters: { qq: ['3'], tg: ['4', '5'] },
  });
});

test('what the host refuses stands at its field', () => {
  const message = 'order: expected a whole number. config.mode: no such mode. What: ever. alais: there is no such setting.';
  assert.deepEqual(form.faults(message, ['config.mode', 'order', 'name']), {
    fields: { order: 'expected a whole number.', 'config.mode': 'no such mode. What: ever. alais: there is no such setting.' },
    rest: '',
  });
  assert.deepEqual(form.faults('botyard.yaml:3: port: must be a number.', ['port']), { fields: { port: 'must be a number.' }, rest: '' });
  assert.deepEqual(form.faults('The host does not answer.', ['order']), { fields: {}, rest: 'The host does not answer.' });
});

test('settings stand in sections, and the form of an account in two parts', () => {
  assert.deepEqual(
    hostSettings
      .sections([row('port'), row('push.mode'), row('host'), row('push.most')])
      .map(([name, some]) => [name, some.map(({ key }) => key)]),
    [
      ['', ['port', 'host']],
      ['push', ['push.mode', 'push.most']],
    ],
  );
  const parts = { settings: [row('im'), row('alias')], config: [row('alias')] };
  assert.deepEqual(account.body(account.rows(parts), { alias: 'Tea', 'config.alias': 'x' }), { alias: 'Tea', config: { alias: 'x' } });
});

test('lines of the log stand newest first, once each, and not without end', () => {
  const line = (number) => ({ number });
  assert.deepEqual(log.joined([line(3), line(2)], [line(3), line(4)]), [line(4), line(3), line(2)]);
  assert.deepEqual(log.joined([], [line(1)]), [line(1)]);
  const many = [...Array(1000).keys()].map((count) => line(1000 - count));
  const more = log.joined(many, [line(1001)]);
  assert.deepEqual([more.length, more[0].number, more.at(-1).number], [1000, 1001, 2]);
});

test('the filter of the log names what is filled in, and nothing of it steers the address', () => {
  assert.equal(log.query({ level: 'warn', text: 'a&b=c', account: '', plugin: '茶.py' }), '&level=warn&text=a%26b%3Dc&plugin=%E8%8C%B6.py');
});

test('what a page says of a word of the host is there for every word', async () => {
  const words = ['words.js', 'startwords.js', 'statewords.js'].map((name) => scripts.get(name)).join('\n');
  const { components } = JSON.parse(await readFile(new URL('../../main/resources/admin/openapi.json', import.meta.url), 'utf8'));
  const { Trace, PluginVerdict, Me, Repair } = components.schemas;
  const wanted = (prefix, schema, property) =>
    components.schemas[schema].properties[property].enum.filter(Boolean).map((word) => `${prefix}_${word.replace('-', '_')}`);
  const asked = [
    ...['Account', 'Payment', 'Container', 'Plugin', 'QueuedPush'].flatMap((schema) => wanted('state', schema, 'state')),
    ...wanted('state', 'Run', 'status'),
    ...wanted('state', 'Receipt', 'code'),
    ...wanted('trigger', 'Run', 'trigger'),
    ...wanted('kind', 'Receipt', 'kind'),
    ...wanted('rule', 'Receipt', 'rule'),
    ...Trace.properties.outcome.enum.map((word) => `outcome_${word}`),
    ...PluginVerdict.properties.verdict.enum.map((word) => `verdict_${word}`),
    ...Me.properties.role.enum.map((word) => `role_${word}`),
    ...Repair.properties.kind.enum.map((word) => `repair_${word}`),
    ...['as_text', 'as_template', 'as_pattern'],
    'log_text',
    'log_account',
    'log_plugin',
  ];
  assert.deepEqual(
    asked.filter((key) => !new RegExp(`^ {2}${key}: \\[`, 'm').test(words)),
    [],
  );
});

test('accounts that need somebody stand first, the others in the order people count', () => {
  const accounts = [
    ['b10', 'online'],
    ['b2', 'online'],
    ['off', 'disabled'],
    ['code', 'needs_login'],
    ['gone', 'failed'],
    ['soon', 'retrying'],
  ].map(([id, state]) => ({ id, state }));
  assert.deepEqual(
    overview.inOrder(accounts).map(({ id }) => id),
    ['gone', 'code', 'soon', 'b2', 'b10', 'off'],
  );
});

test('every repair leads to the page where it is made', () => {
  const at = (kind, subject) => overview.place({ kind, subject });
  assert.equal(at('account_failed', 'a b'), '#/accounts/a%20b');
  assert.equal(at('plugin_settings', 'tea.py'), '#/plugins/tea.py');
  assert.equal(at('out_of_memory', 'tea.py'), '#/runs/tea.py');
  assert.equal(at('configuration', 'botyard.yaml:7'), '#/settings');
  assert.equal(at('configuration', 'accounts/x.yaml:2'), '#/accounts');
  assert.equal(at('queue_full', ''), '#/pushes');
  assert.equal(at('disk_low', ''), '');
});

test('the first steps go away once they are done', () => {
  const web = { im_type: 'web' };
  const done = (accounts, plugins) => overview.steps({ accounts, plugins }).map((step) => step.done);
  assert.deepEqual(done([], 0), [false, false]);
  assert.deepEqual(done([web], 1), [false, true, false]);
  assert.deepEqual(done([web, { im_type: 'qq' }], 0), [true, false, false]);
  assert.deepEqual(done([{ im_type: 'qq' }], 1), []);
});

test('bars are as high as what they stand for, and the smallest is seen', () => {
  assert.deepEqual(plot.bars([0, 1, 1000, 500], [0, 0, 250, 500]), [
    { x: 10, height: 2, bad: 0 },
    { x: 20, height: 48, bad: 12 },
    { x: 30, height: 24, bad: 24 },
  ]);
  assert.deepEqual(plot.bars([0, 0]), []);
});

test('a plot is told in a sentence', () => {
  const hours = [{ from: '2026-01-02T10:00:00Z' }, { from: '2026-01-02T11:00:00Z' }];
  assert.match(plot.spoken('Messages', hours, [2, 5]), /^Messages by hour: 7 in all, most at .+: 5$/);
  assert.equal(plot.spoken('Messages', hours, [0, 0]), 'Messages by hour: none');
});

test('the command that restores takes any file name as one word', () => {
  assert.equal(backups.restoring('botyard restore FILE', '/srv/b/a-1.zip'), 'botyard restore /srv/b/a-1.zip');
  assert.equal(backups.restoring('botyard restore FILE', "/my srv/it's.zip"), "botyard restore '/my srv/it'\\''s.zip'");
});
