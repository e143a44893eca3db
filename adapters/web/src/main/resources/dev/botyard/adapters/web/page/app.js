// Holds the page together: state, route, connection, and the outbox of messages that the host has not confirmed.

import { html, render, useEffect, useReducer, useState } from './preact.js';
import { Connection } from './connection.js';
import * as model from './state.js';
import { Sidebar, ChatView } from './view.js';
import { Dialogs } from './dialogs.js';
import { t, language } from './words.js';

const state = model.empty();
let outbox = stored(sessionStorage, 'botyard.outbox', []);
let redraw = () => {};

function stored(storage, key, otherwise) {
  try {
    return JSON.parse(storage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function keep(storage, key, value) {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch {
    // A full or forbidden storage costs only comfort.
  }
}

const route = () => {
  const [account, kind, id] = location.hash.replace(/^#\/?/, '').split('/').map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return '';
    }
  });
  return id ? model.keyOf(account, { kind, id }) : '';
};

export const go = (key) => {
  location.hash = key ? `#/${key.split('/').map(encodeURIComponent).join('/')}` : '';
};

let status = { state: 'connecting' };
const connection = new Connection({
  url: new URL('../api/web/receive', location.href).href.replace(/^http/, 'ws'),
  hello: () => model.known(state),
  onFrame: (frame) => {
    if (frame.type === 'message' && frame.message.key) {
      settle(frame.message.key);
    } else if (frame.type === 'account') {
      (frame.messages ?? []).forEach((message) => message.key && settle(message.key));
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
  isLoggedOut: () => fetch('./', { method: 'HEAD', cache: 'no-store' }).then((answer) => answer.status === 401, () => false),
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

function markRead(account, key, n) {
  if (n > markOf(account, key)) {
    keep(localStorage, 'botyard.read', { ...stored(localStorage, 'botyard.read', {}), [`${key} ${account.instance}`]: n });
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
  connection.ask({ type: 'send', ...one, time: undefined, failed: undefined })
    .then(() => settle(one.key), (error) => model.away(state, one.account)
      || keepOutbox(outbox.map((kept) => kept.key === one.key ? { ...kept, failed: error.message } : kept)));
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
  discard: (one) => settle(one.key),
};

outbox.filter((one) => !one.failed).forEach(post);

function useCommands() {
  const [commands, setCommands] = useState([]);
  useEffect(() => {
    fetch('../api/v1/plugins', { headers: { Accept: 'application/json' } })
      .then((answer) => answer.ok ? answer.json() : [])
      .then((body) => setCommands(readable(Array.isArray(body) ? body : body.plugins ?? body.items ?? [])), () => {});
  }, []);
  return commands;
}

/** Rules that a person can type as they stand. */
function readable(plugins) {
  const rules = plugins.filter((plugin) => plugin.enabled !== false).flatMap((plugin) => plugin.rules ?? plugin.rule ?? []);
  return [...new Set(rules.map((rule) => String(rule?.text ?? rule?.source ?? rule?.pattern ?? rule).replace(/^raw\s+|^\^|\$$/g, '').trim())
    .filter((rule) => rule && rule.length <= 40 && !/[\\^$*+?()[\]{}|]/.test(rule)))].slice(0, 12);
}

function App() {
  const [, bump] = useReducer((count) => count + 1, 0);
  const [dialog, setDialog] = useState(null);
  const [personas, setPersonas] = useState(() => stored(localStorage, 'botyard.personas', {}));
  const commands = useCommands();
  const key = route();
  redraw = bump;
  useEffect(() => {
    addEventListener('hashchange', bump);
    addEventListener('storage', bump);
    addEventListener('focus', bump);
    return () => ['hashchange', 'storage', 'focus'].forEach((name) => removeEventListener(name, bump));
  }, []);
  const accounts = [...state.accounts.values()];
  const place = key && model.placeOf(key);
  const account = place && state.accounts.get(place.account);
  const chat = account && model.chat(state, key);
  const newest = chat ? chat.messages.at(-1)?.n ?? 0 : 0;
  useEffect(() => {
    if (!key && state.ready && accounts.length && matchMedia('(min-width: 721px)').matches) {
      const first = accounts[0];
      go(model.keyOf(first.id, model.chatsOf(first, 'private')[0]?.place ?? { kind: 'private', id: 'admin' }));
    }
  });
  useEffect(() => {
    if (account && document.hasFocus()) {
      markRead(account, key, newest);
    }
  });
  const waiting = accounts.reduce((sum, one) => sum + [...one.chats.values()].reduce((count, other) =>
    count + model.unread(other, markOf(one, model.keyOf(one.id, other.place))), 0), 0);
  useEffect(() => {
    document.title = `${waiting ? `(${waiting}) ` : ''}${account ? model.titleOf(account, place.chat) : t('chats')} · Botyard`;
  });
  const speakAs = (user) => {
    const next = { ...personas, [key]: user };
    setPersonas(next);
    keep(localStorage, 'botyard.personas', next);
  };
  const persona = place && (place.chat.kind === 'private' ? place.chat.id
    : account?.users.has(personas[key]) ? personas[key] : account?.users.keys().next().value ?? 'admin');
  const drafts = outbox.filter((one) => model.keyOf(one.account, one.chat) === key);
  return html`<div class="frame ${key ? 'chatting' : 'choosing'}">
    <${Banner} status=${status} noAccount=${state.ready && accounts.every((one) => one.offline)} />
    <${Sidebar} accounts=${accounts} current=${key} status=${status} open=${setDialog} />
    ${chat ? html`<${ChatView} key=${key} chatKey=${key} account=${account} accounts=${accounts} chat=${chat} persona=${persona} speakAs=${speakAs}
        drafts=${drafts} commands=${commands} open=${setDialog} />`
      : html`<main class="chat blank"><p>${key && !state.ready ? t('connecting') : t('pickChat')}</p></main>`}
    <${Dialogs} dialog=${dialog} close=${() => setDialog(null)} accounts=${state.accounts} />
  </div>`;
}

function Banner({ status: { state: name, seconds }, noAccount }) {
  const text = name === 'logged-out' ? t('loggedOut') : name === 'offline' ? t('offline', { seconds }) : noAccount ? t('noAccount') : '';
  return html`<div class="banner" role="status" hidden=${!text}>${text}
    ${name === 'offline' && html` <button type="button" onClick=${actions.retryNow}>${t('retry')}</button>`}</div>`;
}

document.documentElement.lang = language;
render(html`<${App} />`, document.getElementById('app'));
