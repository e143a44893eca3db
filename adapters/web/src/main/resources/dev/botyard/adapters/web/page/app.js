// Holds the page together: the route, and what is drawn.

import { html, render, useEffect, useReducer, useState } from './shared/preact.js';
import * as model from './state.js';
import { actions, draftsOf, go, keep, markOf, markRead, onChange, state, statusNow, stored } from './outbox.js';
import { Sidebar, ChatView } from './view.js';
import { Dialogs } from './dialogs.js';
import { LogIn } from './shared/login.js';
import { language } from './shared/words.js';
import { t } from './words.js';

const route = () => {
  const [account, kind, id] = location.hash
    .replace(/^#\/?/, '')
    .split('/')
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return '';
      }
    });
  return id ? model.keyOf(account, { kind, id }) : '';
};

function App() {
  const [, bump] = useReducer((count) => count + 1, 0);
  const [dialog, setDialog] = useState(null);
  const [personas, setPersonas] = useState(() => stored(localStorage, 'botyard.personas', {}));
  const key = route();
  onChange(bump);
  const status = statusNow();
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
  const newest = chat ? (chat.messages.at(-1)?.n ?? 0) : 0;
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
  const waiting = accounts.reduce(
    (sum, one) =>
      sum + [...one.chats.values()].reduce((count, other) => count + model.unread(other, markOf(one, model.keyOf(one.id, other.place))), 0),
    0,
  );
  useEffect(() => {
    document.title = `${waiting ? `(${waiting}) ` : ''}${account ? model.titleOf(account, place.chat) : t('chats')} · Botyard`;
  });
  const speakAs = (user) => {
    const next = { ...personas, [key]: user };
    setPersonas(next);
    keep(localStorage, 'botyard.personas', next);
  };
  const persona =
    place &&
    (place.chat.kind === 'private'
      ? place.chat.id
      : account?.users.has(personas[key])
        ? personas[key]
        : (account?.users.keys().next().value ?? 'admin'));
  const drafts = draftsOf(key);
  return html`<div class="frame ${key ? 'chatting' : 'choosing'}">
    <${Banner} status=${status} noAccount=${state.ready && accounts.every((one) => one.offline)} />
    <${Sidebar} accounts=${accounts} current=${key} status=${status} open=${setDialog} />
    ${
      chat
        ? html`<${ChatView} key=${key} chatKey=${key} account=${account} accounts=${accounts} chat=${chat} persona=${persona} speakAs=${speakAs}
        drafts=${drafts} open=${setDialog} />`
        : html`<main class="chat blank"><p>${key && !state.ready ? t('connecting') : t('pickChat')}</p></main>`
    }
    <${Dialogs} dialog=${dialog} close=${() => setDialog(null)} accounts=${state.accounts} />
  </div>`;
}

function Banner({ status: { state: name, seconds }, noAccount }) {
  if (name === 'logged-out') {
    return html`<div class="banner" role="alert"><${LogIn} root="../" done=${actions.retryNow}><h2>${t('loggedOut')}</h2><//></div>`;
  }
  const text = name === 'offline' ? t('offline', { seconds }) : noAccount ? t('noAccount') : '';
  return html`<div class="banner" role="status" hidden=${!text}>${text}
    ${name === 'offline' && html` <button type="button" onClick=${actions.retryNow}>${t('retry')}</button>`}</div>`;
}

document.documentElement.lang = language;
render(html`<${App} />`, document.getElementById('app'));
