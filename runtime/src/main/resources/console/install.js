// Plugins from elsewhere: first what they ask for, then they are written.

import { html, useState } from './shared/preact.js';
import { call, segment, send } from './api.js';
import { Button, Dialog, ScriptProblems } from './parts.js';
import { items } from './settings.js';
import { Difference } from './versions.js';
import { t } from './words.js';

const ASKS = [
  ['packages', 'packages'],
  ['settings', 'settings'],
  ['triggers', 'triggers'],
  ['routes', 'routes'],
  ['buckets', 'buckets'],
];

/** What an address is, when nobody says it. */
export const isRepository = (address) => /\.git$|^git@|^ssh:|^git:/.test(address.trim());

export function Install({ close, done }) {
  const [from, setFrom] = useState({ address: '', path: '', ref: '', buckets: '', name: '' });
  const [archive, setArchive] = useState(null);
  const [report, setReport] = useState(null);
  const set = (key) => (event) => {
    setReport(null);
    setFrom((all) => ({ ...all, [key]: event.target.value }));
  };
  const repository = isRepository(from.address);
  const ask = (wishes) => {
    const wished = { ...wishes, buckets: items(from.buckets) };
    if (archive) {
      const query = [
        ...Object.keys(wishes).map((key) => `${key}=true`),
        ...wished.buckets.map((one) => `buckets=${segment(one)}`),
        ...(from.path ? [`path=${segment(from.path)}`] : []),
        `name=${segment(archive.name)}`,
      ];
      return send('POST', `/plugins/install?${query.join('&')}`, archive, 'application/zip');
    }
    const place = repository ? { git: from.address.trim(), ref: from.ref } : { url: from.address.trim(), name: from.name };
    return call('POST', '/plugins/install', { ...place, path: from.path, ...wished });
  };
  const look = async () => setReport(await ask({ dry_run: true }));
  const install = async () => {
    await ask(report.files.some(({ action }) => action === 'replaces') ? { overwrite: true } : {});
    await done(report.files.map(({ file }) => file));
  };
  const field = (key, word, hint) => html`<label for=${`install-${key}`}>${t(word)}</label>
    <div><input id=${`install-${key}`} value=${from[key]} autocomplete="off" onInput=${set(key)} />${hint && html`<p class="quiet">${t(hint)}</p>`}</div>`;
  return html`<${Dialog} title=${t('install')} close=${close}><p class="quiet">${t('installHint')}</p>
    <div class="form">${!archive && field('address', 'address', 'addressHint')}
      <label for="install-archive">${t('archive')}</label><input id="install-archive" type="file" accept=".zip,application/zip" onChange=${(
        event,
      ) => {
        setReport(null);
        setArchive(event.target.files[0] ?? null);
      }} />
      ${repository && field('ref', 'branch')}
      ${field('buckets', 'confineTo', 'confineHint')}</div>
    <details><summary>${t('advanced')}</summary><div class="form">${field('path', 'pathInside', 'pathHint')}${!repository && !archive && field('name', 'fileName')}</div></details>
    <div class="buttons"><${Button} label=${t('lookFirst')} work=${look} look=${report ? 'plain' : 'primary'} disabled=${!archive && !from.address.trim()} /></div>
    <div aria-live="polite">${
      report &&
      html`<${Plan} report=${report} />
      ${
        report.files.every(({ action }) => action === 'same')
          ? html`<p>${t('allSame')}</p>`
          : html`<div class="buttons"><${Button} look="primary" work=${install}
            label=${t(report.files.some(({ action }) => action === 'replaces') ? 'installOver' : 'installNow')} /></div>`
      }`
    }</div><//>`;
}

/** What is or would be done, file by file. */
export function Plan({ report }) {
  return html`<ul class="rows">${report.files.map(
    (
      file,
    ) => html`<li key=${file.file} class="waits"><div class="head"><h2>${file.title}</h2><span class="tag">${t(file.action === 'new' ? 'isNew' : file.action === 'same' ? 'isSame' : 'isReplaced')}</span></div>
      <p class="quiet"><code>${file.file}</code>${file.version && ` · ${file.version}`}${file.present && ` · ${t('presentIs', { version: file.present })}`}</p>
      ${file.description && html`<p>${file.description}</p>`}
      ${file.changed && file.present && html`<p class="error">${t('changedHere')}</p>`}
      <${Asks} asks=${file.asks} />
      <${ScriptProblems} problems=${file.problems} />
      ${file.diff && html`<details><summary>${t('whatIsOther')}</summary><${Difference} text=${file.diff} /></details>`}</li>`,
  )}</ul>
  ${report.ignored.length > 0 && html`<p class="quiet">${t('leftOut', { names: report.ignored.join(', ') })}</p>`}`;
}

function Asks({ asks }) {
  const shown = ASKS.filter(([key]) => asks[key].length > 0);
  return html`${asks.admin && html`<p class="quiet">${t('adminOnly')}</p>`}
    ${shown.length > 0 && html`<dl>${shown.map(([key, word]) => html`<dt>${t(word)}</dt><dd>${asks[key].join(', ')}</dd>`)}</dl>`}`;
}
