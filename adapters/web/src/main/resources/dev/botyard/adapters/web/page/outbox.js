// What the page knows and has said: state, connection, and the outbox of messages that the host has not confirmed.

import { Connection } from './connection.js';
import { Outcomes, readTrace } from './outcomes.js';
import * as model from './state.js';

export const state = model.empty();
let outbox = stored(sessionStorage, 'botyard.outbox', []);
let redraw = () => {};

/** Says who draws the page again when something has changed. */
export const onChange = (draw) => {
  redraw = draw;
};

export function stored(storage, key, otherwise) {
  try {
    return JSON.parse(storage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function keep(storage, key, value) {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch {
    // A full or forbidden storage costs only comfort.
  }
}

export const go = (key) => {
  location.hash = key ? `#/${key.split('/').map(encodeURIComponent).join('/')}` : '';
};

let status = { state: 'connecting' };

/** How the connection is. */
export const statusNow = () => status;

/** What became of messages. */
export const outcomes = new Outcomes({ read: readTrace, onChange: () => redraw() });
// What this page has sent and the host has not taken yet: other pages do not ask what becomes of it.
const mine = new Set();

const connection = new Connection({
  url: new URL('../api/web/receive', location.href).href.replace(/^http/, 'ws'),
  hello: () => model.known(state),
  onFrame: (frame) => {
    if (frame.type === 'message') {
      taken(frame.account, frame.message);
    } else if (frame.type === 'account') {
      (frame.messages ?? []).forEach((message) => taken(frame.account, message));
    } else if (frame.type === 'ready') {
      outcomes.letIn();
    }
    if (model.apply(state, frame)) {
      if (frame.type === 'account') {
        baseline(frame);
        outbox.filter((one) => one.account === frame.account && !one.failed).forEach(post);
      }
      redraw();
    }
  },
  onStatus: (next) => {
    status = next;
    redraw();
  },
  isLoggedOut: () =>
    fetch('./', { method: 'HEAD', cache: 'no-store' }).then(
      (answer) => answer.status === 401,
      () => null,
    ),
});

// What was there before this browser looked for the first time is not news.
function baseline({ account, instance, rev }) {
  const marks = stored(localStorage, 'botyard.read', {});
  const base = `${account} ${instance}`;
  if (!(base in marks)) {
    keep(localStorage, 'botyard.read', { ...marks, [base]: rev ?? 0 });
  }
}

export function markOf(account, key) {
  const marks = stored(localStorage, 'botyard.read', {});
  return marks[`${key} ${account.instance}`] ?? marks[`${account.id} ${account.instance}`] ?? 0;
}

export function markRead(account, key, n) {
  if (n > markOf(account, key)) {
    keep(localStorage, 'botyard.read', { ...stored(localStorage, 'botyard.read', {}), [`${key} ${account.instance}`]: n });
  }
}

function taken(account, { id, key, state: how }) {
  if (!key) {
    return;
  }
  settle(key);
  if (how !== 'pending' && mine.delete(key) && how === 'accepted') {
    outcomes.follow(account, id);
  }
}

function settle(key) {
  if (outbox.some((one) => one.key === key)) {
    keepOutbox(outbox.filter((one) => one.key !== key));
  }
}

function keepOutbox(next) {
  outbox = next;
  keep(sessionStorage, 'botyard.outbox', outbox);
  redraw();
}

// What is written to an account that is away waits for it.
function post(one) {
  if (model.away(state, one.account) || connection.asks(one.key)) {
    return;
  }
  mine.add(one.key);
  connection.ask({ type: 'send', ...one, time: undefined, failed: undefined }).then(
    () => settle(one.key),
    (error) =>
      model.away(state, one.account) ||
      keepOutbox(outbox.map((kept) => (kept.key === one.key ? { ...kept, failed: error.message } : kept))),
  );
}

export const actions = {
  go,
  ask: (command) => connection.ask(command),
  retryNow: () => connection.now(),
  send(account, chat, user, parts) {
    const one = { key: crypto.getRandomValues(new Uint32Array(4)).join('-'), account, chat, user, parts, time: Date.now() };
    keepOutbox([...outbox, one]);
    post(one);
  },
  again(one) {
    const fresh = { ...one, key: crypto.getRandomValues(new Uint32Array(4)).join('-'), failed: undefined, time: Date.now() };
    keepOutbox([...outbox.filter((kept) => kept.key !== one.key), fresh]);
    post(fresh);
  },
  discard: (one) => {
    mine.delete(one.key);
    settle(one.key);
  },
};

/** Messages of this chat that are under way, or could not be sent. */
export const draftsOf = (key) => outbox.filter((one) => model.keyOf(one.account, one.chat) === key);

outbox.filter((one) => !one.failed).forEach(post);
