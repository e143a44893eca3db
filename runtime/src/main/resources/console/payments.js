// Payments: who waits for one, what has arrived and whose it is. What belongs to nobody is given to a wait or to a person.

import { html, useState } from './shared/preact.js';
import { moment } from './shared/format.js';
import { call, get, post, segment } from './api.js';
import { Button, Dialog, List, State, Sure } from './parts.js';
import { t } from './words.js';

const STATES = ['unclaimed', 'assigned', 'claimed'];
const AT_ONCE = 500;

export const wakes = ['payment'];
export const data = () => get(`/payments?limit=${AT_ONCE}`);

/** Who paid, as far as that is known. */
export const payer = ({ payment: { FromName: name, FromWxid: id } }) => (name && id ? `${name} (${id})` : name || id || t('unknownPayer'));

/** How many there are of each state. */
export const counts = (payments) =>
  Object.fromEntries(STATES.map((state) => [state, payments.filter((one) => one.state === state).length]));

export function View({ data: { payments, waits }, refresh }) {
  const [wanted, setWanted] = useState('');
  const [given, setGiven] = useState(null);
  const [reported, setReported] = useState(false);
  const number = counts(payments);
  const done = async () => {
    setGiven(null);
    setReported(false);
    await refresh();
  };
  return html`<p class="quiet">${t('paymentsHint')}</p>
    ${waits.length > 0 && html`<h2>${t('openWaits')}</h2><ul class="rows">${waits.map((wait) => html`<li class="waits" key=${wait.run} data-wait=${wait.run}><${Wait} wait=${wait} /></li>`)}</ul>`}
    <div class="buttons"><select aria-label=${t('state')} value=${wanted} onChange=${(event) => setWanted(event.target.value)}>
      <option value="">${t('all')} (${payments.length})</option>${STATES.map((state) => html`<option key=${state} value=${state}>${t(`state_${state}`)} (${number[state]})</option>`)}</select>
      <button type="button" class="plain" onClick=${() => setReported(true)}>${t('report')}</button></div>
    ${
      payments.length === 0
        ? html`<p class="quiet">${t('noPayments')}</p>`
        : html`<${List} all=${payments.filter((one) => !wanted || one.state === wanted)} look="rows"
          text=${(one) => `${one.payment.money} ${payer(one)} ${one.payment.remark} ${one.payment.trade_no} ${one.id}`}
          row=${(one) => html`<${Row} key=${one.id} one=${one} give=${setGiven} refresh=${refresh} />`} />`
    }
    ${given && html`<${Give} one=${given} waits=${waits} close=${() => setGiven(null)} done=${done} />`}
    ${reported && html`<${Report} close=${() => setReported(false)} done=${done} />`}`;
}

const Wait = ({ wait }) =>
  html`<strong>${wait.amount ?? t('anyAmount')}</strong> ${t('waitOf', { user: wait.user, im: wait.im_type })} <code>${wait.plugin}</code> <span class="quiet">${t('since', { time: moment(wait.since) })}</span>`;

function Row({ one, give, refresh }) {
  const { payment } = one;
  const forget = async () => {
    await call('DELETE', `/payments/${segment(one.id)}`);
    await refresh();
  };
  return html`<li class="session" data-payment=${one.id}>
    <p><strong>${payment.money}</strong> <${State} name=${one.state} /> ${payer(one)} ${[payment.payment_channel, payment.payment_type].filter(Boolean).join(' · ')}</p>
    <p class="quiet">${moment(one.received)}${one.im_type && ` · ${one.im_type}`}${one.account_id && ` · ${one.account_id}`}${payment.remark && ` · ${payment.remark}`}${payment.trade_no && ` · ${payment.trade_no}`}
      ${one.assigned_user && ` · ${t('givenTo', { user: one.assigned_user, im: one.assigned_im_type })}`}</p>
    <div class="buttons">${one.state !== 'claimed' && html`<${Button} label=${t('give')} work=${() => give(one)} />`}<${Sure} label=${t('forget')} sure=${t('sureForget')} work=${forget} /></div></li>`;
}

function Give({ one, waits, close, done }) {
  const [person, setPerson] = useState({ imType: one.im_type, userID: one.payment.FromWxid });
  const [kept, setKept] = useState('');
  const give = async (to) => {
    const { delivered } = await post(`/payments/${segment(one.id)}/assign`, to);
    if (delivered) {
      await done();
    } else {
      setKept(t('keptFor', { user: person.userID }));
    }
  };
  const field = (name, word) =>
    html`<label for=${`give-${name}`}>${t(word)}</label><input id=${`give-${name}`} value=${person[name]} onInput=${(event) => setPerson({ ...person, [name]: event.target.value })} />`;
  return html`<${Dialog} title=${`${one.payment.money} · ${payer(one)}`} close=${kept ? done : close}>
    ${waits.length > 0 && html`<h3>${t('openWaits')}</h3><ul class="rows">${waits.map((wait) => html`<li class="waits" key=${wait.run}><${Wait} wait=${wait} /> <${Button} label=${t('giveHere')} work=${() => give({ run: wait.run })} /></li>`)}</ul>`}
    <h3>${t('givePerson')}</h3><div class="form">${field('imType', 'im')}${field('userID', 'user')}</div>
    <div class="buttons"><${Button} label=${t('give')} work=${() => give(person)} look="primary" disabled=${!person.imType || !person.userID} /></div>
    <p role="status">${kept}</p><//>`;
}

function Report({ close, done }) {
  const [told, setTold] = useState({ amount: '', imType: '', userID: '', remark: '' });
  const report = async () => {
    await post('/payments', told);
    await done();
  };
  const field = (name, word) =>
    html`<label for=${`report-${name}`}>${t(word)}</label><input id=${`report-${name}`} value=${told[name]} onInput=${(event) => setTold({ ...told, [name]: event.target.value })} />`;
  return html`<${Dialog} title=${t('report')} close=${close}><p class="quiet">${t('reportHint')}</p>
    <div class="form">${field('amount', 'amount')}${field('imType', 'im')}${field('userID', 'user')}${field('remark', 'remark')}</div>
    <div class="buttons"><${Button} label=${t('report')} work=${report} look="primary" disabled=${!told.amount} /></div><//>`;
}
