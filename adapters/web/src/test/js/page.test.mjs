import { test } from 'node:test';
import assert from 'node:assert/strict';

import { circles, scriptsOf, shared, wordProblems } from '../../../../../runtime/src/test/js/pages.mjs';

const page = '../../main/resources/dev/botyard/adapters/web/page';
const state = await import(`${page}/state.js`);
const { parse, inline, linked } = await import(`${page}/markdown.js`);
const { Connection, pauseAfter } = await import(`${page}/connection.js`);
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
