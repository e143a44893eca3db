// Runs of plugins, the newest first; each opens to its output, calls and notes.

import { html } from './shared/preact.js';
import { duration, moment } from './shared/format.js';
import { get, post, segment } from './api.js';
import { Button, List, State, Trigger, useOlder } from './parts.js';
import { t } from './words.js';

const AT_ONCE = 100;

export const wakes = ['run'];
const page = (plugin, before = 0) => get(`/runs?limit=${AT_ONCE}&before=${before}${plugin ? `&plugin=${segment(plugin)}` : ''}`);
export const data = (plugin) => page(plugin);

export const View = (shown) => html`<${Runs} key=${shown.argument} ...${shown} />`;

function Runs({ data: { runs }, argument, refresh }) {
  const { all, older } = useOlder(runs, AT_ONCE, async (before) => (await page(argument, before)).runs);
  return html`
    ${argument && html`<p>${t('onlyOf')} <code>${argument}</code> · <a href="#/runs">${t('all')}</a></p>`}
    ${
      all.length === 0
        ? html`<p class="quiet">${t('noRuns')}</p>`
        : html`<${List} all=${all} older=${older} look="rows" text=${(run) => `${run.plugin} ${run.status} ${run.trigger} ${place(run)} ${run.message}`}
          row=${(run) => html`<${Row} key=${run.id} run=${run} refresh=${refresh} />`} />`
    }`;
}

const place = (run) => [run.im_type, run.group, run.user].filter(Boolean).join(' / ');

function Row({ run, refresh }) {
  const cancel = async () => {
    await post(`/runs/${segment(run.id)}/cancel`);
    await refresh();
  };
  return html`<li><details>
    <summary><${State} name=${run.status} /> <code>${run.plugin}</code> <${Trigger} name=${run.trigger} /> ${place(run)} <span class="cut">${run.message}</span>
      ${' '}<span class="quiet">${moment(run.started)}</span></summary>
    <${Report} run=${run} />
    ${!run.number && html`<${Button} label=${t('cancel')} work=${cancel} />`}</details></li>`;
}

/** What one run did. */
export function Report({ run }) {
  return html`<div class="report">
    <p class="quiet"><code>${run.id}</code> · ${t(`state_${run.status}`)}${run.duration_ms >= 0 && ` · ${t('took', { ms: duration(run.duration_ms) })}`}${
      run.account_id && ` · ${t('account')} ${run.account_id}`
    }</p>
    ${run.trigger === 'message' && run.id && html`<p><a href=${`#/trace/${segment(`run:${run.id}`)}`}>${t('whyRun')}</a></p>`}
    ${run.error && html`<p class="error">${run.error}</p>`}
    ${run.traceback && html`<pre>${run.traceback}</pre>`}
    ${run.notes.length > 0 && html`<h2 class="minor">${t('notes')}</h2><ul>${run.notes.map((note) => html`<li>${note}</li>`)}</ul>`}
    ${
      run.calls.length > 0 &&
      html`<h2 class="minor">${t('calls')}</h2><ul>${run.calls.map(
        (call) => html`<li><code>${call.method}</code> ${duration(call.duration_ms)}
      ${' '}${call.error && html`<span class="error">${call.error}</span>`}</li>`,
      )}</ul>`
    }
    <h2 class="minor">${t('output')}</h2>${run.output ? html`<pre>${run.output}</pre>` : html`<p class="quiet">${t('noOutput')}</p>`}</div>`;
}
