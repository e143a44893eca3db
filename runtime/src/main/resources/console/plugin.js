// One plugin: what fires it, its settings, its text and what that was before, which buckets it may use, its last runs.

import { html, useState } from './shared/preact.js';
import { moment } from './shared/format.js';
import { call, get, ifThere, post, segment } from './api.js';
import { Editor } from './editor.js';
import { Plan } from './install.js';
import { ParamForm } from './params.js';
import { Button, Dialog, ScriptProblems, State, Sure, Switch, Trigger } from './parts.js';
import { Report } from './runs.js';
import { items } from './settings.js';
import { TryOut } from './tryout.js';
import { t } from './words.js';
import { Versions } from './versions.js';

const LAST_RUNS = 10;

export async function data(file) {
  const name = segment(file);
  const [plugin, { versions }, { runs }, origin, confinement] = await Promise.all([
    ifThere(`/plugins/${name}`),
    get(`/plugins/${name}/versions`),
    get(`/runs?limit=${LAST_RUNS}&plugin=${name}`),
    ifThere(`/plugins/${name}/origin`),
    ifThere(`/plugins/${name}/buckets`),
  ]);
  return { plugin, versions, runs, confinement, origin };
}

export function Detail({ file, data: { plugin, versions, runs, confinement, origin }, refresh }) {
  return html`<p><a href="#/plugins">${t('allPlugins')}</a></p>
    ${
      plugin
        ? html`<${Present} plugin=${plugin} origin=${origin} confinement=${confinement} refresh=${refresh} />`
        : html`<section class="card"><h1>${file}</h1><p>${t('wasRemoved')}</p></section>`
    }
    ${plugin && html`<section class="card"><h2>${t('scriptText')}</h2><${Editor} key=${`${file}-source`} file=${file} stamp=${plugin.stamp} saved=${refresh} /></section>`}
    <section class="card"><h2>${t('versions')}</h2><${Versions} file=${file} versions=${versions} done=${refresh} /></section>
    <section class="card"><h2>${t('runs')}</h2>${
      runs.length === 0
        ? html`<p class="quiet">${t('noRuns')}</p>`
        : html`<ul class="rows">${runs.map(
            (run) => html`<li key=${run.id}><details><summary><${State} name=${run.status} /> <${Trigger} name=${run.trigger} />
            ${' '}<span class="cut">${run.message}</span> <span class="quiet">${moment(run.started)}</span></summary><${Report} run=${run} /></details></li>`,
          )}</ul><p><a href=${`#/runs/${segment(file)}`}>${t('allRuns')}</a></p>`
    }</section>`;
}

function Present({ plugin, origin, confinement, refresh }) {
  const [open, setOpen] = useState('');
  const path = `/plugins/${segment(plugin.file)}`;
  const close = () => setOpen('');
  const remove = async () => {
    await call('DELETE', path);
    location.hash = '#/plugins';
  };
  const filled = async (complete) => {
    await refresh();
    if (complete) {
      close();
    }
  };
  return html`<section class="card"><div class="head"><h1>${plugin.title}</h1><span class="tag">${plugin.language}</span>
      ${plugin.state !== 'enabled' && html`<span class="tag strong">${t(plugin.switched_off ? 'off' : `state_${plugin.state}`)}</span>`}
      ${plugin.needs_settings.length > 0 && html`<span class="tag warning">${t('needsSettings')}: ${plugin.needs_settings.join(', ')}</span>`}</div>
    <p class="quiet"><code>${plugin.file}</code>${plugin.version && ` · ${plugin.version}`}${plugin.author && ` · ${plugin.author}`}</p>
    ${plugin.description && html`<p>${plugin.description}</p>`}
    ${plugin.invalid && html`<p class=${plugin.state === 'installing' ? 'quiet' : 'error'}>${plugin.state !== 'installing' && `${t('cannotRun')}: `}${plugin.invalid}</p>`}
    <${ScriptProblems} problems=${plugin.problems} invalid=${plugin.invalid} />
    <${Triggers} plugin=${plugin} />
    ${origin && html`<p class="quiet">${t('installedFrom', { address: origin.address, time: moment(origin.installed) })}${origin.revision && html` · <code>${origin.revision.slice(0, 12)}</code>`}</p>`}
    <div class="buttons">
      <${Switch} plugin=${plugin} done=${refresh} />
      <${Button} label=${t('run')} work=${() => setOpen('run')} disabled=${plugin.invalid !== '' && plugin.state !== 'installing'} />
      ${plugin.configurable && html`<${Button} label=${t('settings')} work=${() => setOpen('settings')} />`}
      <${Button} label=${t('confinement')} work=${() => setOpen('buckets')} />
      ${origin && origin.kind !== 'zip' && html`<${Button} label=${t('update')} work=${() => setOpen('update')} />`}
      <${Sure} label=${t('remove')} sure=${t('sureRemove')} work=${remove} /></div></section>
    ${open === 'run' && html`<${TryOut} file=${plugin.file} close=${close} />`}
    ${open === 'settings' && html`<${ParamForm} file=${plugin.file} close=${close} done=${filled} />`}
    ${open === 'buckets' && html`<${Confinement} file=${plugin.file} now=${confinement.buckets} close=${close} done=${async () => filled(true)} />`}
    ${open === 'update' && html`<${Update} file=${plugin.file} close=${close} done=${async () => filled(true)} />`}`;
}

/** Everything that fires it. */
function Triggers({ plugin }) {
  const rows = [
    ...plugin.rules.map((rule) => [t('ruleWord'), html`<code>${rule}</code>`]),
    ...plugin.events.map((name) => [t('eventWord'), html`<code>${name}</code>`]),
    ...(plugin.router ? [[t('routeWord'), html`<code>${plugin.router}</code>`]] : []),
    ...(plugin.cron
      ? [
          [
            t('scheduleWord'),
            html`<code>${plugin.cron}</code>${plugin.next_runs.length > 0 && html` · ${t('nextRun', { time: plugin.next_runs.map(moment).join(', ') })}`}`,
          ],
        ]
      : []),
    ...plugin.handlers.flatMap((handler) =>
      handler.schedules.map((cron) => [t('scheduleWord'), html`<code>${cron}</code> · ${handler.name}`]),
    ),
  ];
  return (
    rows.length > 0 &&
    html`<dl>${rows.map(([word, what], at) => html`<dt key=${`word-${at}`}>${word}</dt><dd key=${at}>${what}</dd>`)}</dl>`
  );
}

function Confinement({ file, now, close, done }) {
  const [names, setNames] = useState(now.join('\n'));
  const save = async () => {
    const buckets = items(names, '\n');
    await call('PUT', `/plugins/${segment(file)}/buckets`, { buckets });
    await done();
  };
  return html`<${Dialog} title=${t('confinementOf', { file })} close=${close}><p class="quiet">${t('confinementHint')}</p>
    <textarea rows="6" aria-label=${t('buckets')} value=${names} onInput=${(event) => setNames(event.target.value)}></textarea>
    <div class="buttons"><${Button} label=${t('save')} work=${save} look="primary" /></div><//>`;
}

function Update({ file, close, done }) {
  const [report, setReport] = useState(null);
  const path = `/plugins/${segment(file)}/update`;
  const look = async () => setReport(await post(path, { dry_run: true }));
  const update = async () => {
    await post(path, { overwrite: report.files.some(({ changed }) => changed) });
    await done();
  };
  return html`<${Dialog} title=${t('updateOf', { file })} close=${close}><p class="quiet">${t('updateHint')}</p>
    <div class="buttons"><${Button} label=${t('lookFirst')} work=${look} look=${report ? 'plain' : 'primary'} /></div>
    <div aria-live="polite">${
      report &&
      html`<${Plan} report=${report} />${
        report.files.every(({ action }) => action === 'same')
          ? html`<p>${t('allSame')}</p>`
          : html`<div class="buttons"><${Button} label=${t('update')} work=${update} look="primary" /></div>`
      }`
    }</div><//>`;
}
