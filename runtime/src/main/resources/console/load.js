// What runs and workers do now: by language with how many may, then the plugins that hold most.

import { html } from './shared/preact.js';
import { moment } from './shared/format.js';
import { t } from './words.js';

const NAMED = 10;
const LATE_MS = 10_000;

const busy = ({ computing, waiting, queued }) => computing + waiting + queued;

/** The languages that have workers or runs. */
export const used = ({ languages, workers }) =>
  languages.filter((one) => busy(one) > 0 || workers.some(({ language }) => language === one.language));

/** The plugins that hold most now. */
export const busiest = ({ plugins }) =>
  plugins
    .filter((one) => busy(one) > 0)
    .sort((one, other) => busy(other) - busy(one))
    .slice(0, NAMED);

export function Load({ load }) {
  const languages = used(load);
  const ended = load.out_of_memory;
  const faults = load.workers.filter(({ state }) => state !== 'ready');
  return html`
    ${faults.map(({ language, state }) => html`<p key=${language} class="error">${state}</p>`)}
    ${
      languages.length > 0 &&
      html`<div class="card"><table class="load">
        <thead><tr><th scope="col">${t('load')}</th><th scope="col">${t('computing')}</th><th scope="col">${t('waiting')}</th><th scope="col">${t('queued')}</th></tr></thead>
        <tbody>${languages.map((one) => html`<${Language} key=${one.language} load=${one} />`)}
          ${busiest(load).map(
            (one) => html`<tr key=${one.plugin}><th scope="row"><code>${one.plugin}</code></th>
              <td>${one.computing}</td><td>${one.waiting}</td><td>${one.queued}</td></tr>`,
          )}</tbody></table></div>`
    }
    ${ended && html`<p class="error">${t('outOfMemory', { plugin: ended.plugin, time: moment(ended.at), reason: ended.error })}</p>`}`;
}

function Language({ load }) {
  const late = load.longest_queued_ms >= LATE_MS;
  return html`<tr><th scope="row">${load.language}</th>
    <td>${t('ofMost', { count: load.computing, most: load.most_computing })}</td>
    <td>${t('ofMost', { count: load.waiting, most: load.most_waiting })}</td>
    <td class=${late ? 'error' : ''}>${load.queued}${late && ` · ${Math.round(load.longest_queued_ms / 1000)} s`}</td></tr>`;
}
