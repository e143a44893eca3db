import { test } from 'node:test';
import assert from 'node:assert/strict';

import { circles, scriptsOf, shared, wordProblems } from '../../../../../runtime/src/test/js/pages.mjs';

const page = '../../main/resources/dev/botyard/adapters/web/page';
const state = await import(`${page}/state.js`);
const { parse, inline, linked } = await import(`${page}/markdown.js`);
const { Connection, pauseAfter } = await import(`${page}/connection.js`);
const { Outcomes, said } = await import(`${page}/outcomes.js`);
const { t } = await import(`${page}/words.js`);
const { size } = await import(new URL('format.js', shared));
const scripts = await scriptsOf(new URL(`${page}/`, import.meta.url));

// How long a test waits for what must happen, far longer than it takes; BOTYARD_TEST_PATIENCE, a factor, stretches it on slow machines.
const PATIENCE = 30_000 * Number(process.env.BOTYARD_TEST_PATIENCE || 1);
const place = { kind: 'private', id: 'admin' };
const message = (n, rev = n, more = {}) => ({
  id: `m${n}`,
  chat: place,
  n,
  rev,
  time: n,
  from: 'bot',
  bot: true,
  parts: [{ type: 'text', text: `t${n}` }],
  ...more,
});
const account = (more) => ({
  type: 'account',
  account: 'web',
  name: 'Bot',
  instance: 'i',
  users: [{ id: 'admin', name: 'admin' }],
  ...more,
});
const texts = (known) => state.chat(known, 'web/private/admin').messages.map((one) => one.n);

test('messages stand in order and once, whatever order they come in', () => {
  const known = state.empty();
  state.apply(known, account({ rev: 3, reset: true, messages: [message(1), message(3)] }));
  for (const n of [2, 4, 3, 4]) {
    state.apply(known, { type: 'message', account: 'web', message: message(n) });
  }
  assert.deepEqual(texts(known), [1, 2, 3, 4]);
  assert.deepEqual(state.known(known), { web: { instance: 'i', rev: 4 } });
});

test('an account that ends takes nothing with it and comes back', () => {
  const known = state.empty();
  state.known(known);
  state.apply(known, account({ rev: 1, reset: true, messages: [message(1)] }));
  state.apply(known, { type: 'ready' });
  assert.equal(state.away(known, 'web'), false);
  assert.equal(state.apply(known, { type: 'gone', account: 'web' }), true);
  assert.equal(state.away(known, 'web'), true);
  assert.deepEqual(texts(known), [1]);
  state.apply(known, account({ rev: 2, messages: [message(2)] }));
  assert.equal(state.away(known, 'web'), false);
  assert.deepEqual(texts(known), [1, 2]);
});

test('a chat asks anew when the account is back or the host says that plugins have changed', () => {
  const known = state.empty();
  state.apply(known, account({ reset: true }));
  const asked = () => known.accounts.get('web').listening;
  const first = asked();
  assert.equal(state.apply(known, { type: 'commands', key: 'k', account: 'web', chat: place, texts: ['hello'] }), false);
  assert.equal(asked(), first);
  assert.equal(state.apply(known, { type: 'commands', account: 'web' }), true);
  assert.notEqual(asked(), first);
  const second = asked();
  state.apply(known, account({}));
  assert.notEqual(asked(), second);
});

test('an account that ended while the page was away is offline', () => {
  const known = state.empty();
  state.known(known);
  state.apply(known, account({ rev: 1, reset: true, messages: [message(1)] }));
  state.apply(known, account({ account: 'second', name: 'Bot', rev: 1, reset: true }));
  state.apply(known, { type: 'ready' });
  assert.equal(state.labelOf([...known.accounts.values()], known.accounts.get('web')), 'Bot (web)');
  assert.deepEqual(Object.keys(state.known(known)), ['web', 'second']);
  state.apply(known, account({ account: 'second', rev: 1 }));
  state.apply(known, { type: 'ready' });
  assert.deepEqual(
    ['web', 'second'].map((id) => state.away(known, id)),
    [true, false],
  );
});

test('an older state of a message never replaces a newer one', () => {
  const known = state.empty();
  state.apply(known, account({ rev: 5, reset: true, messages: [message(1, 5, { recalled: true })] }));
  state.apply(known, { type: 'older', account: 'web', chat: place, messages: [message(1, 1)] });
  assert.equal(state.chat(known, 'web/private/admin').messages[0].recalled, true);
});

test('catching up keeps what is there, a reset forgets it', () => {
  const known = state.empty();
  state.apply(known, account({ rev: 1, reset: true, messages: [message(1)] }));
  state.apply(known, account({ rev: 2, messages: [message(2)] }));
  assert.deepEqual(texts(known), [1, 2]);
  state.apply(known, account({ rev: 9, instance: 'other', reset: true, messages: [message(9)] }));
  assert.deepEqual(texts(known), [9]);
});

test('a login that has ended stays said until the page is let in again', async (context) => {
  const sockets = [];
  const told = [];
  let loggedOut = true;
  globalThis.document = { addEventListener() {} };
  globalThis.WebSocket = class {
    constructor() {
      sockets.push(this);
    }

    send() {}

    close() {}
  };
  context.after(() => {
    delete globalThis.document;
    delete globalThis.WebSocket;
  });
  context.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  const connection = new Connection({
    url: 'ws://x',
    hello: () => ({}),
    onFrame() {},
    onStatus: (status) => told.push(status.state),
    isLoggedOut: async () => loggedOut,
  });
  const settled = () => new Promise(setImmediate);
  sockets[0].onclose({ code: 1008 });
  await settled();
  assert.equal(told.at(-1), 'logged-out');
  context.mock.timers.tick(60_000);
  assert.equal(sockets.length, 2, 'it goes on trying, since another window may log in');
  assert.equal(told.at(-1), 'logged-out');
  loggedOut = null;
  sockets[1].onclose({ code: 1006 });
  await settled();
  assert.equal(told.at(-1), 'logged-out', 'a host that does not answer says nothing about the login');
  connection.now();
  sockets[2].onmessage({ data: '{"type":"ready"}' });
  assert.equal(told.at(-1), 'online');
  loggedOut = false;
  sockets[2].onclose({ code: 1006 });
  await settled();
  assert.equal(told.at(-1), 'offline');
  clearInterval(connection.pinger);
});

const traced = (outcome, more) => ({ account_id: 'web', message_id: 'm1', outcome, runs: [], plugins: [], ...more });
const run = (status, more) => ({ plugin: 'hello.py', status, error: '', ...more });
const sentence = (record) => {
  const { word, values } = said(record);
  return t(word, values);
};

test('a message says what the host made of it', () => {
  const plugins = [
    { plugin: 'boss.py', verdict: 'admin' },
    { plugin: 'other.py', verdict: 'rule' },
  ];
  const failed = [run('ok', { plugin: 'fine.py' }), run('error', { error: 'KeyError: no <b>name</b>\nin line 3' })];
  assert.equal(sentence(traced('answered', { runs: [run('ok')] })), 'hello.py answered');
  assert.equal(sentence(traced('silent', { runs: [run('ok')] })), 'hello.py ran and said nothing here');
  assert.equal(sentence(traced('failed', { runs: failed })), 'hello.py failed: KeyError: no <b>name</b>');
  assert.equal(sentence(traced('failed', { runs: [run('killed')] })), 'hello.py failed: killed');
  assert.equal(sentence(traced('running', { runs: [run('running')] })), 'hello.py started');
  assert.equal(sentence(traced('refused', { plugins })), 'boss.py would match, but may not run for this');
  assert.equal(sentence(traced('no_rule', { plugins: plugins.slice(1) })), 'No plugin matched');
  for (const outcome of ['waiter', 'held', 'duplicate', 'same_id']) {
    assert.ok(sentence(traced(outcome)).length > 0, outcome);
  }
});

test('an answer does not hide a run that failed, and what the page does not know it does not say', () => {
  assert.equal(said(traced('answered', { runs: [run('ok'), run('error', { error: 'late' })] })).word, 'fateFailed');
  assert.equal(said(traced('waiter', { runs: [run('error', { error: 'late' })] })).word, 'fateFailed');
  assert.equal(said(traced('something new')), null);
  assert.equal(said(traced('failed', { runs: [run('error', { error: 'x'.repeat(5000) })] })).values.error.length, 200);
});

test('only what needs a look stands below a message', () => {
  const below = (record) => said(record).shown;
  assert.deepEqual(
    ['answered', 'running', 'waiter', 'held'].filter((outcome) => below(traced(outcome, { runs: [run('ok')] }))),
    [],
  );
  assert.ok(below(traced('no_rule')) && below(traced('refused')) && below(traced('silent')) && below(traced('duplicate')));
  assert.ok(below(traced('answered', { runs: [run('error')] })));
});

/** What a page asks of the host, and what the host answers; time passes when told. */
function asking(context, answers) {
  const asked = [];
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const outcomes = new Outcomes({
    read: async (query) => {
      asked.push(query);
      return answers(query, asked.length);
    },
    onChange() {},
  });
  const pass = async (milliseconds) => {
    context.mock.timers.tick(milliseconds);
    await new Promise(setImmediate);
  };
  return { asked, outcomes, pass };
}

test('a message is asked about once where all is over, and a few times where a script is at work', async (context) => {
  const { asked, outcomes, pass } = asking(context, (query) =>
    query.message === 'm1' ? [traced('no_rule', { plugins: [{ plugin: 'hello.py', verdict: 'rule' }] })] : [],
  );
  outcomes.follow('web', 'm1');
  assert.deepEqual(asked, [], 'not before anything can have happened');
  await pass(1_000);
  await pass(600_000);
  assert.deepEqual(asked, [{ account: 'web', message: 'm1', limit: 1 }]);
  assert.equal(outcomes.of('web', 'm1').word, 'fateNoRule');
  assert.equal(outcomes.of('web', 'm2'), undefined);
});

test('a script at work is asked about a few times and no more', async (context) => {
  const { asked, outcomes, pass } = asking(context, (_, count) => [
    count < 3 ? traced('running', { runs: [run('running')] }) : traced('answered', { runs: [run('running')] }),
  ]);
  outcomes.follow('web', 'm1');
  for (let times = 0; times < 50; times += 1) {
    await pass(60_000);
  }
  assert.equal(asked.length, 4);
  assert.equal(outcomes.of('web', 'm1').word, 'fateAnswered');
});

test('a host that keeps no traces is not asked on and on', async (context) => {
  const { asked, outcomes, pass } = asking(context, () => []);
  outcomes.follow('web', 'm1');
  for (let times = 0; times < 10; times += 1) {
    await pass(60_000);
  }
  assert.equal(asked.length, 2);
});

test('a flood of messages is not a flood of questions', async (context) => {
  const { asked, outcomes, pass } = asking(context, () => []);
  for (let n = 0; n < 500; n += 1) {
    outcomes.follow('web', `m${n}`);
  }
  await pass(1_000);
  assert.ok(asked.length > 0 && asked.length <= 20, String(asked.length));
  assert.equal(asked.at(-1).message, 'm499', 'the newest are asked about');
});

test('who may not ask does not, until the page is let in anew', async (context) => {
  let status = 403;
  const { asked, outcomes, pass } = asking(context, () => {
    if (status) {
      throw Object.assign(new Error('no'), { status });
    }
    return [traced('silent', { runs: [run('ok')] })];
  });
  outcomes.follow('web', 'm1');
  outcomes.follow('web', 'm2');
  await pass(1_000);
  outcomes.follow('web', 'm3');
  await outcomes.opened('web', place);
  await pass(600_000);
  assert.equal(asked.length, 1);
  assert.equal(outcomes.of('web', 'm1'), undefined);
  status = 0;
  outcomes.letIn();
  await outcomes.opened('web', place);
  assert.deepEqual(asked.at(-1), { account: 'web', chat: 'admin', limit: 20 });
  assert.equal(outcomes.of('web', 'm1').word, 'fateSilent');
});

test('a host that does not answer for a moment is asked again', async (context) => {
  const { asked, outcomes, pass } = asking(context, (_, count) => {
    if (count === 1) {
      throw Object.assign(new Error('away'), { status: 503 });
    }
    return [traced('silent', { runs: [run('ok')] })];
  });
  outcomes.follow('web', 'm1');
  await pass(1_000);
  await pass(5_000);
  assert.equal(asked.length, 2);
  assert.equal(outcomes.of('web', 'm1').word, 'fateSilent');
});

test('only what others said after the mark is unread', () => {
  const chat = { messages: [message(1), message(2), message(3, 3, { bot: false })] };
  assert.equal(state.unread(chat, 1), 1);
});

test('mentions become parts of their own', () => {
  const at = { type: 'at', id: 'web', name: 'Bot' };
  assert.deepEqual(state.withMentions('hi @Bot there', [{ label: '@Bot', part: at }]), [
    { type: 'text', text: 'hi ' },
    at,
    { type: 'text', text: ' there' },
  ]);
  assert.deepEqual(state.withMentions('@Nobody', [{ label: '@Bot', part: at }]), [{ type: 'text', text: '@Nobody' }]);
});

test('markdown makes only listed elements and links only to the web', () => {
  const source =
    '# T\n<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1)) [y](data:text/html,z) ![p](http://h/p.png)\n\n```\n<b>\n```';
  const seen = [];
  const walk = (nodes) =>
    nodes.forEach((node) => {
      if (typeof node !== 'string') {
        seen.push(node.tag);
        assert.deepEqual(
          Object.keys(node).filter((key) => !['tag', 'href', 'children'].includes(key)),
          [],
        );
        assert.ok(!node.href || /^https?:|^mailto:/.test(node.href), node.href);
        walk(node.children);
      }
    });
  walk(parse(source));
  assert.deepEqual(seen, ['h3', 'p', 'p', 'a', 'pre', 'code']);
});

test('markdown knows lists, tables, quotes and emphasis', () => {
  assert.deepEqual(
    parse('- a\n- **b**\n\n1. c').map((block) => block.tag),
    ['ul', 'ol'],
  );
  assert.equal(parse('|a|b|\n|-|-|\n|1|2|')[0].children[1].children[0].children.length, 2);
  assert.equal(parse('> > deep')[0].children[0].tag, 'blockquote');
  assert.deepEqual(inline('snake_case_name'), ['snake_case_name']);
  assert.equal(linked('see https://a.example/x.')[1].href, 'https://a.example/x');
});

test('hostile markdown ends quickly', () => {
  const started = performance.now();
  for (const evil of [
    '*'.repeat(5000),
    '['.repeat(5000),
    '>'.repeat(5000),
    '`'.repeat(5000),
    '**a '.repeat(1500),
    '_a'.repeat(2500),
    '- '.repeat(3000),
  ]) {
    parse(evil);
  }
  assert.ok(performance.now() - started < PATIENCE, 'the time grows faster than the text');
});

test('pauses grow, are capped and are shaken', () => {
  assert.ok(pauseAfter(0, 0.5) < pauseAfter(3, 0.5));
  assert.ok(pauseAfter(1000, 1) <= 26_000);
  assert.notEqual(pauseAfter(4, 0), pauseAfter(4, 1));
});

test('sizes are readable', () => {
  assert.deepEqual([size(0), size(1536), size(52_428_800)], ['0 B', '1.5 KiB', '50 MiB']);
});

test('no script of the page needs, over others, itself', () => {
  assert.ok(scripts.size > 8);
  assert.deepEqual(circles(scripts), []);
});

test('every word is there in both languages', () => {
  const { size: words, missing, half } = wordProblems(scripts);
  assert.ok(words > 60, String(words));
  assert.deepEqual({ missing, half }, { missing: [], half: [] });
});
