// Loaded adapters with the settings that their accounts take, and refused jars.

import { html } from './shared/preact.js';
import { moment } from './shared/format.js';
import { get } from './api.js';
import { prose } from './parts.js';
import { wordsOf } from './settings.js';
import { t } from './words.js';

export const wakes = ['adapter'];
export const data = () => get('/adapters');

export function View({ data: { adapters, refused } }) {
  return html`
    ${
      refused.length > 0 &&
      html`<section class="card bad"><h2>${t('refused')}</h2><ul>${refused.map(
        ({ file, reason }) => html`<li><code>${file}</code> ${reason}</li>`,
      )}</ul></section>`
    }
    <ul class="cards">${adapters.map((adapter) => html`<${Card} key=${adapter.id} adapter=${adapter} />`)}</ul>`;
}

function Card({ adapter }) {
  return html`<li class="card">
    <div class="head"><h2>${adapter.name}</h2><span class="tag">${adapter.version}</span>${adapter.bundled && html`<span class="tag">${t('bundled')}</span>`}</div>
    <p>${adapter.im_types.map((im) => html`<code>${im}</code> `)}${adapter.any_im_type && t('anyIm')}</p>
    <p class="quiet"><code>${adapter.file}</code> · ${adapter.provider} · ${t('since', { time: moment(adapter.loaded_at) })}</p>
    ${adapter.settings.length > 0 && html`<details><summary>${t('settings')}</summary><dl>${adapter.settings.map((setting) => html`<${About} key=${setting.key} setting=${setting} />`)}</dl></details>`}
  </li>`;
}

function About({ setting }) {
  const { label, description } = wordsOf(setting);
  const usual = setting.default && ` (${setting.default}${setting.unit ? ` ${setting.unit}` : ''})`;
  return html`<dt><code>${setting.key}</code> ${setting.required && html`<span class="tag">${t('required')}</span>`}</dt>
    <dd>${label}${description && html`: ${prose(description)}`}${usual}</dd>`;
}
