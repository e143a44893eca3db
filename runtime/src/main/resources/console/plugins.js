// Script plugins with their triggers and problems, and what runs do; an address with a file shows that plugin alone.

import { html, useState } from './shared/preact.js';
import { moment } from './shared/format.js';
import { get, segment } from './api.js';
import { Editor } from './editor.js';
import { Install } from './install.js';
import { Load } from './load.js';
import { Button, Dialog, List, ScriptProblems, Switch } from './parts.js';
import { ParamForm } from './params.js';
import * as plugin from './plugin.js';
import { TryOut } from './tryout.js';
import { t } from './words.js';

/** The page of a single one has a heading of its own. */
export const headed = true;
export const wakes = ['plugin'];
export async function data(file) {
  if (file) {
    return { file, detail: await plugin.data(file) };
  }
  const [plugins, load] = await Promise.all([get('/plugins'), get('/workers')]);
  return { ...plugins, load };
}

const RANKS = ['invalid', 'installing'];

/** Those that need somebody first, then by name. */
export const inOrder = (plugins) => {
  const rank = ({ state, needs_settings: needs }) => (RANKS.includes(state) ? RANKS.indexOf(state) : needs.length > 0 ? 2 : 3);
  return [...plugins].sort((one, other) => rank(one) - rank(other) || one.file.localeCompare(other.file));
};

/** Which plugins a filter shows. */
export const FILTERS = {
  all: () => true,
  faulty: ({ state, needs_settings: needs }) => state === 'invalid' || needs.length > 0,
  on: ({ state }) => state === 'enabled',
  off: ({ state }) => state === 'disabled',
};

export const View = ({ data: read, refresh }) =>
  read.detail
    ? html`<${plugin.Detail} key=${read.file} file=${read.file} data=${read.detail} refresh=${refresh} />`
    : html`<${Overview} data=${read} refresh=${refresh} />`;

function Overview({ data: { plugins, unreadable, removed, load }, refresh }) {
  const [tried, setTried] = useState(null);
  const [setUp, setSetUp] = useState(null);
  const [adding, setAdding] = useState('');
  const [filter, setFilter] = useState('all');
  const filled = async (complete) => {
    await refresh();
    if (complete) {
      setSetUp(null);
    }
  };
  const added = async (files) => {
    setAdding('');
    await refresh();
    if (files.length === 1) {
      location.hash = `#/plugins/${segment(files[0])}`;
    }
  };
  return html`
    ${unreadable.length > 0 && html`<section class="card bad"><ul>${unreadable.map((sentence) => html`<li>${sentence}</li>`)}</ul></section>`}
    <${Load} load=${load} />
    <div class="buttons"><button type="button" class="primary" onClick=${() => setAdding('new')}>${t('newPlugin')}</button>
      <button type="button" class="plain" onClick=${() => setAdding('install')}>${t('install')}</button>
      ${
        plugins.length > 0 &&
        html`<select class="filter" aria-label=${t('filter')} value=${filter} onChange=${(event) => setFilter(event.target.value)}>
        ${Object.keys(FILTERS).map((name) => html`<option key=${name} value=${name}>${t(name)} (${plugins.filter(FILTERS[name]).length})</option>`)}</select>`
      }</div>
    ${
      plugins.length === 0
        ? html`<p class="quiet">${t('noPlugins')}</p>`
        : html`<${List} all=${inOrder(plugins).filter(FILTERS[filter])} look="cards" text=${(one) => `${one.file} ${one.title} ${one.rules.join(' ')}`}
          row=${(one) => html`<${Card} key=${one.file} plugin=${one} tryOut=${setTried} setUp=${setSetUp} refresh=${refresh} />`} />`
    }
    ${
      removed.length > 0 &&
      html`<details><summary>${t('removedPlugins', { count: removed.length })}</summary><ul class="rows">${removed.map(
        (file) => html`<li key=${file} class="waits"><a href=${`#/plugins/${segment(file)}`}><code>${file}</code></a></li>`,
      )}</ul></details>`
    }
    ${adding === 'new' && html`<${New} close=${() => setAdding('')} done=${added} />`}
    ${adding === 'install' && html`<${Install} close=${() => setAdding('')} done=${added} />`}
    ${setUp && html`<${ParamForm} file=${setUp} close=${() => setSetUp(null)} done=${filled} />`}
    ${tried && html`<${TryOut} file=${tried} close=${() => setTried(null)} />`}`;
}

function Card({ plugin: one, tryOut, setUp, refresh }) {
  const triggers = [
    ...one.rules,
    ...one.events.map((name) => t('event', { name })),
    ...(one.cron ? [t('schedule', { cron: one.cron })] : []),
    ...one.handlers.flatMap((handler) => handler.schedules.map((cron) => t('schedule', { cron }))),
    ...(one.router ? [t('route', { path: one.router })] : []),
  ];
  const installing = one.state === 'installing';
  const path = `/plugins/${segment(one.file)}`;
  return html`<li class="card" data-plugin=${one.file}>
    <div class="head"><h2><a href=${`#${path}`}>${one.title}</a></h2><span class="tag">${one.language}</span>
      ${one.state !== 'enabled' && html`<span class="tag strong">${t(one.switched_off ? 'off' : `state_${one.state}`)}</span>`}
      ${one.needs_settings.length > 0 && html`<span class="tag warning" title=${one.needs_settings.join(', ')}>${t('needsSettings')}</span>`}</div>
    <p class="quiet"><code>${one.file}</code>${one.version && ` · ${one.version}`}${one.author && ` · ${one.author}`}</p>
    ${one.description && html`<p>${one.description}</p>`}
    ${triggers.length > 0 && html`<p class="triggers">${triggers.map((trigger) => html`<code>${trigger}</code> `)}</p>`}
    ${one.next_runs.length > 0 && html`<p class="quiet">${t('nextRun', { time: moment(one.next_runs[0]) })}</p>`}
    ${one.invalid && (installing ? html`<p class="quiet">${one.invalid}</p>` : html`<p class="error">${t('cannotRun')}: ${one.invalid}</p>`)}
    <${ScriptProblems} problems=${one.problems} invalid=${one.invalid} />
    <div class="buttons"><${Button} label=${t('run')} work=${() => tryOut(one.file)} disabled=${one.invalid !== '' && !installing} />
      ${one.configurable && html`<${Button} label=${t('settings')} work=${() => setUp(one.file)} />`}
      <${Switch} plugin=${one} done=${refresh} />
      <a class="plain" href=${`#${path}`}>${t('edit')}</a>
      <a class="plain" href=${`#/runs/${segment(one.file)}`}>${t('runs')}</a></div></li>`;
}

const ENDINGS = ['.py', '.js'];

/** A name first, then its text from the template. */
function New({ close, done }) {
  const [name, setName] = useState('');
  const [ending, setEnding] = useState(ENDINGS[0]);
  const [first, setFirst] = useState(null);
  const begin = async () => setFirst(await get(`/plugin-templates/${segment(name.trim() + ending)}`));
  return html`<${Dialog} title=${first?.file ?? t('newPlugin')} close=${close}>${
    first
      ? html`<${Editor} file=${first.file} first=${first.source} saved=${(file) => done([file])} />`
      : html`<p class="quiet">${t('newPluginHint')}</p>
      <form class="form" onSubmit=${(event) => event.preventDefault()}><label for="new-plugin-name">${t('name')}</label>
      <input id="new-plugin-name" value=${name} autocomplete="off" placeholder="hello" onInput=${(event) => setName(event.target.value)} />
      <label for="new-plugin-ending">${t('language')}</label><select id="new-plugin-ending" value=${ending} onChange=${(event) => setEnding(event.target.value)}>
        <option value=".py">Python</option><option value=".js">JavaScript</option></select></form>
      <div class="buttons"><${Button} label=${t('goOn')} work=${begin} look="primary" disabled=${!name.trim()} /></div>`
  }<//>`;
}
