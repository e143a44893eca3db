// The frame: which view is shown, when it is read anew, and what is shown to somebody who is not logged in.

import { button, fill, h } from './dom.js';
import { ApiError, call, get } from './api.js';
import { language, t } from './words.js';
import * as accounts from './accounts.js';
import * as plugins from './plugins.js';
import * as runs from './runs.js';
import * as pushes from './pushes.js';
import * as send from './send.js';
import * as adapters from './adapters.js';

const VIEWS = { accounts, plugins, runs, pushes, send, adapters };
const AFTER_EVENT_MS = 300;
const REGULARLY_MS = 15_000;

const main = h('main', { tabindex: '-1' });
const line = h('span', { className: 'line', role: 'status' });
const navigation = h('nav', {});
let shown = '';
let due = 0;
let loggedIn = false;

function current() {
  const [name, argument] = location.hash.replace(/^#\/?/, '').split('/');
  return { name: VIEWS[name] ? name : 'accounts', argument: argument ? decodeURIComponent(argument) : '' };
}

async function show() {
  const { name, argument } = current();
  const here = name + '/' + argument;
  fill(navigation, Object.keys(VIEWS).map((view) => h('a', { href: '#/' + view, 'aria-current': view === name ? 'page' : null }, t(view))),
    h('a', { href: 'chat/' }, t('chat')), loggedIn && button(t('logout'), logOut, { className: 'quiet' }));
  document.title = `${t(name)} · Botyard`;
  const view = VIEWS[name];
  if (here === shown && !view.data) {
    // A form keeps what was typed.
    return;
  }
  if (here !== shown) {
    fill(main, h('p', { className: 'quiet' }, t('loading')));
  }
  shown = here;
  try {
    const data = await view.data?.(argument);
    if (shown === here) {
      fill(main, view.render(data, { argument, refresh: show }));
    }
  } catch (failure) {
    if (shown === here) {
      fill(main, failure instanceof ApiError && failure.status === 401 ? stranger() : h('p', { className: 'error' }, t('failed', { reason: failure.message })));
    }
  }
}

async function logOut() {
  await call('POST', '/logout');
  location.reload();
}

function stranger() {
  const token = h('input', { type: 'password', autocomplete: 'off', 'aria-label': t('token'), 'data-key': 'token' });
  const enter = button(t('login'), async () => {
    await call('POST', '/sessions', {}, { Authorization: `Bearer ${token.value.trim()}` });
    location.reload();
  }, { className: 'primary' });
  const submit = (event) => {
    event.preventDefault();
    enter.click();
  };
  return h('form', { className: 'card narrow', onSubmit: submit }, h('h1', {}, t('login')),
    h('p', {}, t('loginText'), ' ', h('code', {}, t('tokenCommand')), ' ', t('loginThen')), h('div', { className: 'fields' }, token, enter));
}

function soon() {
  const now = Date.now();
  if (due <= now) {
    due = now + AFTER_EVENT_MS;
    setTimeout(show, AFTER_EVENT_MS);
  }
}

function listen() {
  const events = new EventSource('api/v1/events');
  const told = (live) => {
    line.className = live ? 'line online' : 'line';
    line.textContent = t(live ? 'live' : 'notLive');
  };
  events.onopen = () => told(true);
  events.onerror = () => {
    told(false);
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(listen, 5_000);
    }
  };
  ['account', 'push', 'run', 'plugin', 'adapter'].forEach((type) => events.addEventListener(type, () => {
    if (VIEWS[current().name].wakes?.includes(type)) {
      soon();
    }
  }));
}

document.documentElement.lang = language;
document.getElementById('console').replaceChildren(
  h('header', { className: 'top' }, h('strong', {}, 'Botyard'), navigation, line), main);
addEventListener('hashchange', () => show().then(() => main.focus()));
setInterval(() => document.hidden || soon(), REGULARLY_MS);
show();
get('/accounts').then(() => {
  loggedIn = true;
  shown = '';
  show();
  listen();
}, () => {});
