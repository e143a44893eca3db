// Packages for plugins whose authors name none, and which plugins wait for theirs.

import { html, useState } from './shared/preact.js';
import { call, get, segment } from './api.js';
import { Button, prose, Sure } from './parts.js';
import { t } from './words.js';

export const wakes = ['plugin'];
export async function data() {
  const [packages, { plugins }] = await Promise.all([get('/packages'), get('/plugins')]);
  return { ...packages, files: plugins };
}

const MANAGERS = { python: 'pip', javascript: 'npm' };

/** Who gets which packages: all plugins by manager, then single ones. */
export const rows = ({ all, plugins, files }) => [
  ...Object.entries(all).flatMap(([manager, names]) => names.map((name) => ({ manager, plugin: '', name }))),
  ...Object.entries(plugins).flatMap(([plugin, names]) => {
    const language = files.find(({ file }) => file === plugin)?.language ?? (plugin.endsWith('.py') ? 'python' : 'javascript');
    return names.map((name) => ({ manager: MANAGERS[language], plugin, name }));
  }),
];

export function View({ data: read, refresh }) {
  const waiting = read.files.filter(({ state }) => state === 'installing');
  const added = rows(read);
  const change = async (body) => {
    await call('PUT', '/packages', body);
    await refresh();
  };
  return html`<p class="quiet">${t('packagesHint')}</p>
    ${
      waiting.length > 0 &&
      html`<section class="card" role="status"><h2>${t('packagesComing')}</h2><ul>${waiting.map(
        ({ file, invalid }) => html`<li key=${file}><a href=${`#/plugins/${segment(file)}`}><code>${file}</code></a> ${invalid}</li>`,
      )}</ul></section>`
    }
    <section class="card"><h2>${t('readyMade')}</h2><p>${prose(t(read.ready_made ? 'readyMadeOn' : 'readyMadeOff'))}</p>
      <dl>${Object.entries(read.ready).map(([manager, names]) => html`<dt key=${`of-${manager}`}>${manager}</dt><dd key=${manager}>${names.join(', ')}</dd>`)}</dl></section>
    <section class="card"><h2>${t('addPackage')}</h2><${Add} files=${read.files} change=${change} /></section>
    ${
      added.length === 0
        ? html`<p class="quiet">${t('noPackages')}</p>`
        : html`<ul class="rows">${added.map(
            ({
              manager,
              plugin,
              name,
            }) => html`<li key=${`${manager} ${plugin} ${name}`} class="value"><code>${name}</code> <span class="tag">${manager}</span>
            <span class="quiet">${plugin || t('forAll')}</span><span class="buttons"><${Sure} label=${t('remove')} sure=${t('sureRemove')}
              work=${() => change({ manager, plugin, remove: [name] })} /></span></li>`,
          )}</ul>`
    }`;
}

function Add({ files, change }) {
  const [name, setName] = useState('');
  const [who, setWho] = useState('pip');
  const add = async () => {
    const plugin = files.find(({ file }) => file === who);
    await change({ manager: plugin ? MANAGERS[plugin.language] : who, plugin: plugin?.file ?? '', add: [name.trim()] });
    setName('');
  };
  return html`<form class="form" onSubmit=${(event) => event.preventDefault()}>
      <label for="package-name">${t('package')}</label><div><input id="package-name" value=${name} autocomplete="off" placeholder="aiohttp==3.9" onInput=${(event) => setName(event.target.value)} />
        <p class="quiet">${t('packageHint')}</p></div>
      <label for="package-for">${t('forWhom')}</label><select id="package-for" value=${who} onChange=${(event) => setWho(event.target.value)}>
        <option value="pip">${t('allPython')}</option><option value="npm">${t('allJavaScript')}</option>
        ${files.map(({ file }) => html`<option key=${file} value=${file}>${file}</option>`)}</select></form>
    <div class="buttons"><${Button} label=${t('add')} work=${add} look="primary" disabled=${!name.trim()} /></div>`;
}
