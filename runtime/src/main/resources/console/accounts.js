// Accounts with their state, what can be done about it, and problems of the configuration files.

import { html, useState } from './shared/preact.js';
import { moment } from './shared/format.js';
import { get, post, segment } from './api.js';
import { AccountPage, read } from './account.js';
import { AccountLogin } from './login.js';
import { Generated, NewAccount } from './newaccount.js';
import { inOrder } from './overview.js';
import { Button, FileProblems, List, State } from './parts.js';
import { t } from './words.js';

/** The page of a single one has a heading of its own. */
export const headed = true;
export const wakes = ['account', 'adapter'];
export const data = (id) => (id ? read(id) : get('/accounts'));

export const View = ({ argument, data: found, refresh }) =>
  argument
    ? html`<${One} key=${argument} id=${argument} data=${found} refresh=${refresh} />`
    : html`<${All} data=${found} refresh=${refresh} />`;

function One({ id, data: found, refresh }) {
  const [login, setLogin] = useState('');
  const ended = () => {
    setLogin('');
    refresh();
  };
  return html`<${AccountPage} id=${id} data=${found} refresh=${refresh} logIn=${setLogin} />
    ${login && html`<${AccountLogin} key=${login} id=${login} close=${ended} />`}`;
}

function All({ data: { accounts, problems }, refresh }) {
  const [adapters, setAdapters] = useState(null);
  const [made, setMade] = useState(null);
  const [login, setLogin] = useState('');
  const ask = async () => setAdapters((await get('/adapters')).adapters);
  const done = async (account) => {
    setAdapters(null);
    await refresh();
    setMade(account);
  };
  const ended = () => {
    setLogin('');
    refresh();
  };
  return html`<div class="buttons"><${Button} label=${t('newAccount')} work=${ask} look="primary" /></div>
    <${FileProblems} problems=${problems} title=${t('problems')} />
    ${
      accounts.length === 0
        ? html`<p class="quiet">${t('noAccounts')}</p>`
        : html`<${List} all=${inOrder(accounts)} look="cards" text=${(one) => `${one.id} ${one.alias} ${one.im_type} ${one.state} ${one.name} ${one.platform_id}`}
          row=${(account) => html`<${Card} key=${account.id} account=${account} refresh=${refresh} logIn=${setLogin} />`} />`
    }
    ${adapters && html`<${NewAccount} adapters=${adapters} close=${() => setAdapters(null)} done=${done} />`}
    ${made?.generated && html`<${Generated} account=${made} close=${() => setMade(null)} />`}
    ${login && html`<${AccountLogin} key=${login} id=${login} close=${ended} />`}`;
}

function Card({ account, refresh, logIn }) {
  const act = (name) => async () => {
    await post(`/accounts/${segment(account.id)}/${name}`);
    await refresh();
  };
  const { id, state, warning, reason, detail } = account;
  const stopped = state === 'disabled';
  const person = account.platform_id && account.platform_id !== id && [account.name, account.platform_id].filter(Boolean).join(' · ');
  return html`<li class="card" data-account=${id}>
    <div class="head"><h2><a href=${`#/accounts/${segment(id)}`}>${account.alias || id}</a></h2><span class="tag">${account.im_type}</span>
      ${account.default && html`<span class="tag strong">${t('isDefault')}</span>`}
      ${warning && html`<span class="tag warning" title=${warning}>${t('noToken')}</span>`}</div>
    <p><${State} name=${state} /> ${person && html`<span class="quiet">${person} </span>`}
      <span class="quiet">${t('since', { time: moment(account.since) })}${account.next_retry && `, ${t('next', { time: moment(account.next_retry) })}`}</span>
      ${state === 'online' && !account.sendable && html` <span class="tag">${t('cannotSend')}</span>`}</p>
    ${warning && warning !== reason && html`<p>${warning}</p>`}
    ${reason && html`<p>${reason}</p>`}
    ${detail && detail !== reason && html`<p class="quiet">${detail}</p>`}
    <p class="quiet"><code>${id}</code>${account.adapter && ` · ${account.adapter}`}</p>
    <div class="buttons">
      ${state === 'needs_login' && html`<${Button} label=${t('logIn')} work=${() => logIn(id)} look="primary" />`}
      <${Button} label=${t(stopped ? 'start' : 'restart')} work=${act('start')} />
      ${!stopped && html`<${Button} label=${t('stop')} work=${act('stop')} />`}
      ${!account.default && html`<${Button} label=${t('makeDefault')} work=${act('default')} />`}
      <a class="plain" href=${`#/accounts/${segment(id)}`}>${t('settings')}</a></div></li>`;
}
