// The frame: which view is shown, and what is shown to somebody who is not logged in.

import { html, render, useEffect, useReducer, useRef, useState } from './shared/preact.js';
import { LogIn } from './shared/login.js';
import { language } from './shared/words.js';
import { call, get } from './api.js';
import { useEvents, useRead } from './live.js';
import { Button } from './parts.js';
import { t } from './words.js';
import * as overview from './overview.js';
import * as accounts from './accounts.js';
import * as plugins from './plugins.js';
import * as replies from './replies.js';
import * as runs from './runs.js';
import * as schedules from './schedules.js';
import * as pushes from './pushes.js';
import * as send from './send.js';
import * as buckets from './buckets.js';
import * as containers from './containers.js';
import * as packages from './packages.js';
import * as payments from './payments.js';
import * as adapters from './adapters.js';
import * as settings from './hostsettings.js';
import * as backups from './backups.js';
import * as sessions from './sessions.js';
import * as trace from './trace.js';
import * as log from './log.js';

const VIEWS = {
  overview,
  accounts,
  plugins,
  replies,
  schedules,
  runs,
  pushes,
  trace,
  log,
  send,
  payments,
  buckets,
  packages,
  containers,
  adapters,
  settings,
  backups,
  sessions,
};
/** Who may do less does not see what would be refused. */
const NEEDS = { send: 'author', buckets: 'author', settings: 'operator', backups: 'operator', sessions: 'operator' };
const ROLES = ['viewer', 'author', 'operator'];

function here() {
  const [name, argument = ''] = location.hash.replace(/^#\/?/, '').split('/');
  try {
    return { name: VIEWS[name] ? name : 'overview', argument: decodeURIComponent(argument) };
  } catch {
    return { name: 'overview', argument: '' };
  }
}

function useRoute() {
  const [, changed] = useReducer((count) => count + 1, 0);
  useEffect(() => {
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return here();
}

const may = (me, view) => !me || !NEEDS[view] || ROLES.indexOf(me.role) >= ROLES.indexOf(NEEDS[view]);

/** Who is logged in; null before that is known. */
function useMe(loggedIn) {
  const [me, setMe] = useState(null);
  useEffect(() => {
    if (loggedIn) {
      get('/me').then(setMe, () => setMe(null));
    }
  }, [loggedIn]);
  return me;
}

function App() {
  const { name, argument } = useRoute();
  const view = VIEWS[name];
  const { data, failure, loggedIn, refresh, soon } = useRead(view, argument);
  const live = useEvents(loggedIn, (type) => view.wakes.includes(type) && soon());
  const me = useMe(loggedIn);
  const main = useRef(null);
  const opened = useRef(location.hash);
  const [menu, setMenu] = useState(false);
  useEffect(() => {
    document.title = `${t(name)} · Botyard`;
    if (opened.current !== location.hash) {
      opened.current = location.hash;
      setMenu(false);
      main.current.focus();
    }
  });
  const logOut = async () => {
    await call('POST', '/logout');
    location.reload();
  };
  return html`<header class="top"><strong>Botyard</strong>
      <button type="button" class="plain menu" aria-expanded=${menu} aria-controls="pages" onClick=${() => setMenu(!menu)}>${t('menu')}</button>
      <nav id="pages" class=${menu ? 'open' : ''}>${Object.keys(VIEWS)
        .filter((other) => may(me, other))
        .map((other) => html`<a key=${other} href=${`#/${other}`} aria-current=${other === name ? 'page' : undefined}>${t(other)}</a>`)}
        <a href="chat/">${t('chat')}</a><a href=${`manual/${language}/index`}>${t('manual')}</a>${loggedIn && html`<${Button} label=${t('logout')} work=${logOut} look="quiet" />`}</nav>
      ${me && me.role !== 'operator' && html`<span class="tag">${me.name} · ${t(`role_${me.role}`)}</span>`}<${Line} live=${live} /></header>
    <main tabindex="-1" ref=${main}>
      ${
        failure?.status === 401
          ? html`<div class="card narrow"><${LogIn} root="" done=${refresh} /></div>`
          : html`${failure && html`<p class="error" role="alert">${t('failed', { reason: failure.message })}</p>`}
          ${
            data
              ? html`${!(argument && view.headed) && html`<h1>${t(name)}</h1>`}<${view.View} key=${name} data=${data} argument=${argument} refresh=${refresh} />`
              : !failure && html`<p class="quiet">${t('loading')}</p>`
          }`
      }
    </main>`;
}

/** Whether what is shown follows the host; nothing to somebody who is not logged in. */
const Line = ({ live }) =>
  html`<span class="line ${live ? 'online' : ''}" role="status">${live === null ? '' : t(live ? 'live' : 'notLive')}</span>`;

document.documentElement.lang = language;
render(html`<${App} />`, document.getElementById('app'));
