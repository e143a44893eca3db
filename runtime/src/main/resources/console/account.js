// One account: its state and why, what happened to it, its settings in a form, and what else can be done with it.

import { html, useState } from './shared/preact.js';
import { moment } from './shared/format.js';
import { call, get, ifThere, post, segment } from './api.js';
import { Fields, changes, faults, merged } from './form.js';
import { Generated } from './newaccount.js';
import { Button, FileProblems, State, Sure } from './parts.js';
import { t } from './words.js';

/** What is asked of the host for the page of an account. */
export async function read(id) {
  const path = `/accounts/${segment(id)}`;
  const [account, form, { states }] = await Promise.all([
    ifThere(path),
    get(`${path}/settings`),
    get(`${path}/history`).catch(() => ({ states: [] })),
  ]);
  return { account, form, states };
}

/** The settings that the form shows: what makes the account another one is left to the file. */
const OTHERS = ['im', 'adapter', 'default'];

/** The rows of both parts; those of the adapter are told apart by their prefix. */
export const rows = ({ settings, config }) => [
  ...config.map((row) => ({ ...row, name: row.key, field: `config.${row.key}`, part: 'config' })),
  ...settings.filter(({ key }) => !OTHERS.includes(key)).map((row) => ({ ...row, name: row.key, field: row.key, part: 'file' })),
];

/** The body of the change: values of the file beside those of the adapter. */
export function body(all, typed) {
  const part = (name) =>
    changes(
      all.filter((row) => row.part === name),
      typed,
    );
  return { ...part('file'), config: part('config') };
}

export function AccountPage({ id, data: { account, form, states }, refresh, logIn }) {
  const [made, setMade] = useState(null);
  const path = `/accounts/${segment(id)}`;
  const remove = async () => {
    await call('DELETE', path);
    location.hash = '#/accounts';
  };
  return html`<p><a href="#/accounts">← ${t('accounts')}</a></p>
    ${account ? html`<${Head} account=${account} path=${path} refresh=${refresh} logIn=${logIn} />` : html`<section class="card bad"><h1>${id}</h1><p>${t('neverRan')}</p></section>`}
    <${FileProblems} problems=${form.problems} title=${t('problems')} />
    <${Settings} form=${form} path=${path} done=${refresh} show=${setMade} />
    ${account && html`<${History} states=${states} />`}
    <section class="card"><h2>${t('copyAccount')}</h2><${Copy} path=${path} /></section>
    <section class="card"><h2>${t('removeAccount')}</h2><p class="quiet">${t('removeHint', { file: `${form.file}.removed` })}</p>
      <div class="buttons"><${Sure} label=${t('delete')} sure=${t('sureRemoveAccount', { id })} work=${remove} /></div></section>
    ${made && html`<${Generated} account=${made} close=${() => setMade(null)} />`}`;
}

function Head({ account, path, refresh, logIn }) {
  const act = (name) => async () => {
    await post(`${path}/${name}`);
    await refresh();
  };
  const { id, state, warning, reason, detail } = account;
  const stopped = state === 'disabled';
  return html`<section class="card" data-account=${id}><div class="head"><h1>${account.alias || id}</h1><span class="tag">${account.im_type}</span>
      ${account.default && html`<span class="tag strong">${t('isDefault')}</span>`}</div>
    <p><${State} name=${state} /> <span class="quiet">${t('since', { time: moment(account.since) })}${account.next_retry && `, ${t('next', { time: moment(account.next_retry) })}`}</span>
      ${state === 'online' && !account.sendable && html` <span class="tag">${t('cannotSend')}</span>`}</p>
    ${[...new Set([warning, reason, detail])].filter(Boolean).map((line) => html`<p key=${line}>${line}</p>`)}
    <p class="quiet"><code>${id}</code>${account.adapter && ` · ${account.adapter}`}${account.platform_id && ` · ${[account.name, account.platform_id].filter(Boolean).join(' ')}`}</p>
    <div class="buttons">
      ${state === 'needs_login' && html`<${Button} label=${t('logIn')} work=${() => logIn(id)} look="primary" />`}
      <${Button} label=${t(stopped ? 'start' : 'restart')} work=${act('start')} />
      ${!stopped && html`<${Button} label=${t('stop')} work=${act('stop')} />`}
      ${!account.default && html`<${Button} label=${t('makeDefault')} work=${act('default')} />`}</div></section>`;
}

function Settings({ form, path, done, show }) {
  const [typed, setTyped] = useState({});
  const [wrong, setWrong] = useState({});
  const all = rows(form);
  const change = body(all, typed);
  const nothing = Object.keys(change).length === 1 && Object.keys(change.config).length === 0;
  const save = async (more) => {
    setWrong({});
    try {
      const changed = await call('PUT', path, { ...change, ...more });
      setTyped({});
      await done();
      if (changed.generated) {
        show({ ...changed, settings: form.config });
      }
    } catch (failure) {
      const told = faults(
        failure.message,
        all.map(({ field }) => field),
      );
      setWrong(told.fields);
      throw new Error(told.rest || t('seeFields'));
    }
  };
  const values = merged(
    all.filter(({ part }) => part === 'config'),
    typed,
  );
  const renewable = form.config.filter(
    ({ generated }) => generated && (!generated.key || generated.values.includes(values[generated.key])),
  );
  return html`<section class="card"><h2>${t('settings')}</h2><p class="quiet"><code>${form.file}</code></p>
    <${Fields} rows=${all} typed=${typed} wrong=${wrong} change=${(field, value) => setTyped((now) => ({ ...now, [field]: value }))} />
    <p class="quiet">${t('secretHint')}</p>
    <div class="buttons"><${Button} label=${t('save')} work=${() => save({})} look="primary" disabled=${nothing} />
      ${renewable.map(({ key }) => html`<${Sure} key=${key} label=${t('newSecret', { key })} sure=${t('sureSecret', { key })} work=${() => save({ generate: [key] })} />`)}</div></section>`;
}

const History = ({ states }) =>
  html`<section class="card"><h2>${t('history')}</h2>${
    states.length === 0
      ? html`<p class="quiet">${t('noHistory')}</p>`
      : html`<table class="load history"><tbody>${states.map(
          ({ at, state, reason, detail }) =>
            html`<tr key=${`${at}${state}${reason}`}><td class="quiet">${moment(at)}</td><td><${State} name=${state} /></td><td>${reason || detail}</td></tr>`,
        )}</tbody></table>`
  }</section>`;

function Copy({ path }) {
  const [id, setId] = useState('');
  const copy = async () => {
    await post(`${path}/copy`, { id: id.trim() });
    location.hash = `#/accounts/${segment(id.trim())}`;
  };
  return html`<p class="quiet">${t('copyHint')}</p><div class="form"><label for="copy-id">${t('accountId')}</label>
      <div><input id="copy-id" autocomplete="off" value=${id} onInput=${(event) => setId(event.target.value)} /><p class="quiet">${t('accountIdHint')}</p></div></div>
    <div class="buttons"><${Button} label=${t('copy')} work=${copy} disabled=${!id.trim()} /></div>`;
}
