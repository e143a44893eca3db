// Who is let in: browsers, each of which can be shown the door, and named tokens; and who changed what.

import { html } from './shared/preact.js';
import { moment } from './shared/format.js';
import { call, get, segment } from './api.js';
import { Button, List } from './parts.js';
import { Audit, Tokens } from './people.js';
import { t } from './words.js';

const BROWSERS = [
  [/\bEdg\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\//, 'Firefox'],
  [/MicroMessenger/, 'WeChat'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** A browser as people call it; what is none is called what it calls itself. */
export function browserName(agent) {
  const named = (all) => all.find(([sign]) => sign.test(agent))?.[1];
  const [browser, system] = [named(BROWSERS), named(SYSTEMS)];
  return browser ? [browser, system].filter(Boolean).join(' · ') : agent;
}

export const wakes = [];
export const data = async () => {
  const [open, named, log] = await Promise.all([get('/sessions'), get('/tokens'), get('/audit?limit=200')]);
  return { ...open, ...named, ...log };
};

export function View({ data: { sessions, tokens, audit }, refresh }) {
  const others = sessions.filter((session) => !session.current);
  const end = async (ended) => {
    try {
      await Promise.all(ended.map(({ id }) => call('DELETE', `/sessions/${segment(id)}`)));
    } finally {
      await refresh();
    }
  };
  return html`<p class="quiet">${t('sessionsHint')}</p>
    ${
      sessions.length === 0
        ? html`<p class="quiet">${t('noSessions')}</p>`
        : html`<${List} all=${sessions} look="rows" text=${(session) => `${session.agent} ${session.id}`}
          row=${(session) => html`<${Row} key=${session.id} session=${session} end=${end} />`} />`
    }
    ${others.length > 1 && html`<div class="buttons"><${Button} label=${t('endOthers')} work=${() => end(others)} /></div>`}
    <${Tokens} tokens=${tokens} refresh=${refresh} /><${Audit} audit=${audit} />`;
}

function Row({ session, end }) {
  return html`<li class="session" data-session=${session.id}>
    <p><span title=${session.agent}>${browserName(session.agent) || t('unnamedBrowser')}</span> <span class="tag">${session.by} · ${t(`role_${session.role}`)}</span> ${session.current && html`<span class="tag strong">${t('thisBrowser')}</span>`}</p>
    <p class="quiet">${t('since', { time: moment(session.since) })} · ${t('seen', { time: moment(session.seen) })} · ${t('until', { time: moment(session.expires) })}</p>
    <div class="buttons"><${Button} label=${t('endSession')} work=${() => end([session])} /></div></li>`;
}
