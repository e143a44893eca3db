// The browsers that are let in; each can be shown the door.

import { html } from './shared/preact.js';
import { moment } from './shared/format.js';
import { call, get, segment } from './api.js';
import { Button, List } from './parts.js';
import { t } from './words.js';

export const wakes = [];
export const data = () => get('/sessions');

export function View({ data: { sessions }, refresh }) {
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
    ${others.length > 1 && html`<div class="buttons"><${Button} label=${t('endOthers')} work=${() => end(others)} /></div>`}`;
}

function Row({ session, end }) {
  return html`<li class="session" data-session=${session.id}>
    <p>${session.agent || t('unnamedBrowser')} ${session.current && html`<span class="tag strong">${t('thisBrowser')}</span>`}</p>
    <p class="quiet">${t('since', { time: moment(session.since) })} · ${t('seen', { time: moment(session.seen) })} · ${t('until', { time: moment(session.expires) })}</p>
    <div class="buttons"><${Button} label=${t('endSession')} work=${() => end([session])} /></div></li>`;
}
