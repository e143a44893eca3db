// The first page: what the host did by the hour, what needs a person, how its accounts are, and the first steps of a new one.

import { html } from './shared/preact.js';
import { clock, moment } from './shared/format.js';
import { get, post, segment } from './api.js';
import { Button, List, prose, State } from './parts.js';
import { Plot } from './plot.js';
import { t } from './words.js';

// Not by runs and pushes, of which there may be many a second: what is counted of them is read anew now and then.
export const wakes = ['account', 'plugin', 'adapter'];
export async function data() {
  const [overview, { accounts }] = await Promise.all([get('/overview'), get('/accounts')]);
  return { ...overview, accounts };
}

const STATES = ['failed', 'needs_login', 'retrying', 'starting', 'stopping', 'online', 'disabled'];

/** Faulty ones first, then by name, 2 before 10. */
export const inOrder = (accounts) =>
  [...accounts].sort(
    (one, other) => STATES.indexOf(one.state) - STATES.indexOf(other.state) || one.id.localeCompare(other.id, undefined, { numeric: true }),
  );

const FILES = { 'botyard.yaml': 'settings', 'replies.yaml': 'replies', 'containers.yaml': 'containers' };
const PAGES = {
  workers: 'plugins',
  runs_late: 'plugins',
  queue_full: 'pushes',
  pushes_given_up: 'pushes',
  disk_low: '',
};

/** Where a repair is made; `''` where no page does it. */
export function place({ kind, subject }) {
  if (kind === 'configuration') {
    return `#/${FILES[subject.replace(/:\d+$/, '')] ?? 'accounts'}`;
  }
  if (kind in PAGES) {
    return PAGES[kind] && `#/${PAGES[kind]}`;
  }
  const page = kind === 'out_of_memory' ? 'runs' : kind.startsWith('account') ? 'accounts' : 'plugins';
  return `#/${page}/${segment(subject)}`;
}

/** What a new host still lacks; nothing once it has all. */
export function steps({ accounts, plugins }) {
  const all = [
    { text: 'stepAccount', link: '#/accounts', label: 'toAccounts', done: accounts.some(({ im_type: im }) => im !== 'web') },
    { text: 'stepPlugin', link: '#/plugins', label: 'toPlugins', done: plugins > 0 },
  ];
  const tried = accounts.some(({ im_type: im }) => im === 'web') ? [{ text: 'stepTry', link: 'chat/', label: 'toChat', done: false }] : [];
  return all.every(({ done }) => done) ? [] : [...all, ...tried];
}

export function View({ data: { hours, plugins, repairs, accounts }, refresh }) {
  const open = steps({ accounts, plugins });
  return html`
    ${open.length > 0 && html`<${Steps} open=${open} />`}
    <section class="part"><h2>${t('repairs')}</h2>${
      repairs.length === 0
        ? html`<p class="quiet">${t('noRepairs')}</p>`
        : html`<${List} all=${repairs} look="rows" text=${(one) => `${one.subject} ${one.reason} ${t(`repair_${one.kind}`)}`}
          row=${(one) => html`<${Repair} key=${`${one.kind} ${one.subject} ${one.reason}`} repair=${one} refresh=${refresh} />`} />`
    }</section>
    <section class="part"><h2>${t('lastDay')}</h2><${Day} hours=${hours} /></section>
    <section class="part"><h2>${t('accounts')}</h2>${
      accounts.length === 0
        ? html`<p class="quiet">${t('noAccounts')}</p>`
        : html`<${List} all=${inOrder(accounts)} look="rows" text=${(one) => `${one.id} ${one.alias} ${one.im_type} ${one.state}`}
          row=${(one) => html`<${Account} key=${one.id} account=${one} />`} />`
    }</section>`;
}

const Steps = ({ open }) =>
  html`<section class="card"><h2>${t('firstSteps')}</h2><ol class="steps">${open.map(
    ({ text, link, label, done }) =>
      html`<li key=${text}>${prose(t(text))} ${done ? html`<span class="tag strong">${t('done')}</span>` : html`<a href=${link}>${t(label)}</a>`}</li>`,
  )}</ol></section>`;

function Repair({ repair, refresh }) {
  const { kind, subject, reason, command } = repair;
  const link = place(repair);
  const again = async () => {
    await post(`/accounts/${segment(subject)}/start`);
    await refresh();
  };
  return html`<li class="waits" data-repair=${kind}><p><strong>${t(`repair_${kind}`)}</strong> ${subject && html`<code>${subject}</code>`}</p>
    <p>${reason}</p>
    <div class="buttons">${link && html`<a class="button" href=${link} aria-label=${`${t('toPlace')}: ${t(`repair_${kind}`)} ${subject}`}>${t('toPlace')}</a>`}
      ${kind === 'account_failed' && html`<${Button} label=${t('restart')} work=${again} />`}
      ${command && html`<span class="quiet">${t('inTerminal')} <code>${command}</code></span>`}</div></li>`;
}

const Account = ({
  account: { id, alias, im_type: im, state, since, reason },
}) => html`<li class="waits"><a href=${`#/accounts/${segment(id)}`}>${alias || id}</a>
  ${' '}<span class="tag">${im}</span> <${State} name=${state} /> <span class="quiet">${t('since', { time: moment(since) })}</span>
  ${reason && html` <span class="cut" title=${reason}>${reason}</span>`}</li>`;

function Day({ hours }) {
  const of = (name) => hours.map((hour) => hour[name]);
  const both = (one, other) => hours.map((hour) => hour[one] + hour[other]);
  const columns = { messages: 'messages', runs: 'runs', failed_runs: 'failedRuns', pushes: 'pushes', unsent: 'unsent' };
  const busy = hours.filter((hour) => Object.keys(columns).some((name) => hour[name] > 0));
  return html`<div class="plots"><${Plot} what=${t('messages')} hours=${hours} values=${of('messages')} />
      <${Plot} what=${t('runs')} hours=${hours} values=${of('runs')} bad=${of('failed_runs')} badName=${t('failedRuns')} />
      <${Plot} what=${t('pushes')} hours=${hours} values=${both('pushes', 'unsent')} bad=${of('unsent')} badName=${t('unsent')} /></div>
    ${
      busy.length === 0
        ? html`<p class="quiet">${t('nothingYet')}</p>`
        : html`<details><summary>${t('inNumbers')}</summary><div class="card"><table class="load">
      <thead><tr><th scope="col">${t('hour')}</th>${Object.values(columns).map((name) => html`<th key=${name} scope="col">${t(name)}</th>`)}</tr></thead>
      <tbody>${busy.map(
        (hour) =>
          html`<tr key=${hour.from}><th scope="row">${clock(hour.from)}</th>${Object.keys(columns).map((name) => html`<td key=${name}>${hour[name]}</td>`)}</tr>`,
      )}</tbody></table></div></details>`
    }`;
}
