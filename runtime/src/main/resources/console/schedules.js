// Schedules: what fires by time and when next, whether a header, a handler or a running script asked for it.

import { html } from './shared/preact.js';
import { moment } from './shared/format.js';
import { language } from './shared/words.js';
import { call, get, segment } from './api.js';
import { List, Sure } from './parts.js';
import { t } from './words.js';

// Not by runs, see overview.js: what has fired moves on when the page is read anew.
export const wakes = ['plugin'];
export const data = async () => ({ schedules: soonest((await get('/schedules')).schedules) });

/** What fires first stands first, and what never does at the end. */
export const soonest = (schedules) =>
  [...schedules].sort(
    ({ next_runs: [one] }, { next_runs: [other] }) => (one ? Date.parse(one) : Infinity) - (other ? Date.parse(other) : Infinity) || 0,
  );

export const View = ({ data: { schedules }, refresh }) => html`<p class="quiet">${t('schedulesHint')}</p>
  ${
    schedules.length === 0
      ? html`<p class="quiet">${t('noSchedules')} <a href=${`manual/${language}/schedule`}>${t('manual')}</a></p>`
      : html`<${List} all=${schedules} look="rows" text=${(one) => `${one.plugin} ${one.id} ${one.cron} ${one.command} ${one.memo} ${one.im_type}`}
        row=${(one) => html`<${Row} key=${one.id} one=${one} refresh=${refresh} />`} />`
  }`;

function Row({ one, refresh }) {
  const end = async () => {
    await call('DELETE', `/schedules/${segment(one.id)}`);
    await refresh();
  };
  const [next, ...later] = one.next_runs;
  return html`<li data-schedule=${one.id}>
    <p><a href=${`#/plugins/${segment(one.plugin)}`}>${one.plugin}</a> <code>${one.cron}</code> <span class="tag">${t(`source_${one.source}`)}</span>
      ${' '}<strong>${next ? t('nextRun', { time: moment(next) }) : t('firesNoMore')}</strong></p>
    ${later.length > 0 && html`<p class="quiet">${t('thenAt', { times: later.map(moment).join(' · ') })}</p>`}
    ${
      one.command &&
      html`<p><span class="said">${one.command}</span> <span class="quiet">${[one.im_type, one.group || one.user].filter(Boolean).join(' · ')}</span></p>`
    }
    ${one.memo && html`<p class="quiet"><span class="said">${one.memo}</span></p>`}
    ${one.source === 'script' && html`<div class="buttons"><${Sure} label=${t('endSchedule')} sure=${t('sureEndSchedule')} work=${end} /></div>`}</li>`;
}
