// What runs do, and script plugins with their triggers and problems; a button runs one.

import { html, useRef, useState } from './shared/preact.js';
import { moment } from './shared/format.js';
import { get, post, segment } from './api.js';
import { Load } from './load.js';
import { Button, Dialog, List } from './parts.js';
import { ParamForm } from './params.js';
import { Report } from './runs.js';
import { t } from './words.js';

export const wakes = ['plugin'];
export async function data() {
  const [plugins, load] = await Promise.all([get('/plugins'), get('/workers')]);
  return { ...plugins, load };
}

export function View({ data: { plugins, unreadable, load }, refresh }) {
  const [tried, setTried] = useState(null);
  const [setUp, setSetUp] = useState(null);
  const filled = async (complete) => {
    await refresh();
    if (complete) {
      setSetUp(null);
    }
  };
  return html`
    ${unreadable.length > 0 && html`<section class="card bad"><ul>${unreadable.map((sentence) => html`<li>${sentence}</li>`)}</ul></section>`}
    <${Load} load=${load} />
    ${
      plugins.length === 0
        ? html`<p class="quiet">${t('noPlugins')}</p>`
        : html`<${List} all=${plugins} look="cards" text=${(plugin) => `${plugin.file} ${plugin.title} ${plugin.rules.join(' ')}`}
          row=${(plugin) => html`<${Card} key=${plugin.file} plugin=${plugin} tryOut=${setTried} setUp=${setSetUp} />`} />`
    }
    ${setUp && html`<${ParamForm} file=${setUp} close=${() => setSetUp(null)} done=${filled} />`}
    ${tried && html`<${TryOut} file=${tried} close=${() => setTried(null)} />`}`;
}

function Card({ plugin, tryOut, setUp }) {
  const triggers = [
    ...plugin.rules,
    ...plugin.events.map((name) => t('event', { name })),
    ...(plugin.cron ? [t('schedule', { cron: plugin.cron })] : []),
    ...(plugin.router ? [t('route', { path: plugin.router })] : []),
  ];
  const installing = plugin.state === 'installing';
  return html`<li class="card" data-plugin=${plugin.file}>
    <div class="head"><h2>${plugin.title}</h2><span class="tag">${plugin.language}</span>
      ${plugin.state !== 'enabled' && html`<span class="tag strong">${plugin.state}</span>`}
      ${plugin.needs_settings.length > 0 && html`<span class="tag warning" title=${plugin.needs_settings.join(', ')}>${t('needsSettings')}</span>`}</div>
    <p class="quiet"><code>${plugin.file}</code>${plugin.version && ` · ${plugin.version}`}${plugin.author && ` · ${plugin.author}`}</p>
    ${plugin.description && html`<p>${plugin.description}</p>`}
    ${triggers.length > 0 && html`<p class="triggers">${triggers.map((trigger) => html`<code>${trigger}</code> `)}</p>`}
    ${plugin.next_runs.length > 0 && html`<p class="quiet">${t('nextRun', { time: moment(plugin.next_runs[0]) })}</p>`}
    ${plugin.invalid && (installing ? html`<p class="quiet">${plugin.invalid}</p>` : html`<p class="error">${t('cannotRun')}: ${plugin.invalid}</p>`)}
    ${plugin.problems.map(
      ({ severity, line, message }) => html`<p class=${severity === 'error' ? 'error' : 'quiet'}>
      ${line > 0 && `${t('line', { line })}: `}${message}</p>`,
    )}
    <div class="buttons"><${Button} label=${t('run')} work=${() => tryOut(plugin.file)} disabled=${plugin.invalid !== '' && !installing} />
      ${plugin.configurable && html`<${Button} label=${t('settings')} work=${() => setUp(plugin.file)} />`}
      <a class="plain" href=${`#/runs/${segment(plugin.file)}`}>${t('runs')}</a></div></li>`;
}

function TryOut({ file, close }) {
  const form = useRef(null);
  const [run, setRun] = useState(null);
  const [running, setRunning] = useState(false);
  const start = async () => {
    setRunning(true);
    try {
      setRun(await post(`/plugins/${segment(file)}/run`, Object.fromEntries(new FormData(form.current))));
    } finally {
      setRunning(false);
    }
  };
  const field = (name, word) => html`<input name=${name} aria-label=${t(word)} placeholder=${t(word)} />`;
  return html`<${Dialog} title=${t('runOf', { file })} close=${close}><p class="quiet">${t('runHint')}</p>
    <form class="fields" ref=${form} onSubmit=${(event) => event.preventDefault()}>
      ${field('message', 'message')}${field('imType', 'im')}${field('userID', 'user')}${field('groupCode', 'group')}
      <${Button} label=${t('run')} work=${start} look="primary" /></form>
    <div aria-live="polite">${running ? html`<p class="quiet">${t('loading')}</p>` : run && html`<${Report} run=${run} />`}</div><//>`;
}
