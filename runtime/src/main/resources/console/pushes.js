// Pushes that wait or were given up, then all, the newest first: who sent, by which rule, why others did not.

import { html } from './shared/preact.js';
import { moment } from './shared/format.js';
import { get, post, segment } from './api.js';
import { Button, List, State, useOlder } from './parts.js';
import { t } from './words.js';

const AT_ONCE = 100;

export const wakes = ['push'];
export const data = async () => {
  const [queue, log] = await Promise.all([get(`/queue?limit=${AT_ONCE}`), get(`/pushes?limit=${AT_ONCE}`)]);
  return { queue: queue.pushes, pushes: log.pushes };
};

export function View({ data: { queue, pushes }, refresh }) {
  const { all, older } = useOlder(pushes, AT_ONCE, async (before) => (await get(`/pushes?limit=${AT_ONCE}&before=${before}`)).pushes);
  return html`
    ${queue.length > 0 && html`<h2>${t('queue')}</h2><ul class="rows">${queue.map((push) => html`<${Waiting} key=${push.id} push=${push} refresh=${refresh} />`)}</ul>`}
    ${
      pushes.length === 0
        ? html`<p class="quiet">${t('noPushes')}</p>`
        : html`<${List} all=${all} older=${older} look="rows" text=${(push) => `${push.code} ${target(push)} ${push.kind} ${push.account_id} ${push.plugin}`}
          row=${(push) => html`<${Row} key=${push.number} push=${push} />`} />`
    }`;
}

const target = (push) => `${push.im_type} ${push.group ? `${t('group')} ${push.group}` : push.user}`;

const Head = ({ push }) =>
  html`<${State} name=${push.code} /> ${target(push)} <span class="tag">${t(`kind_${push.kind}`)}</span> ${
    push.account_id && html`<code>${push.account_id}</code>`
  }`;

const Row = ({ push }) => html`<li><details>
  <summary><${Head} push=${push} /> <span class="quiet">${push.plugin || t(`trigger_${push.trigger}`)} · ${moment(push.time)}</span></summary><${Receipt} push=${push} /></details></li>`;

function Waiting({ push, refresh }) {
  const act = (what) =>
    html`<${Button} label=${t(what)} work=${async () => {
      await post(`/queue/${segment(push.id)}/${what}`);
      await refresh();
    }} />`;
  return html`<li class="waits"><${Head} push=${push} /> ${push.reason} <span class="quiet">${t('until', { time: moment(push.expires) })}</span>
    ${' '}${push.state !== 'sending' && act('cancel')} ${push.state === 'failed' && act('resend')}</li>`;
}

/** By which rule an account was chosen. */
const ruleWords = (rule) => t(`rule_${rule.replace('-', '_')}`);

/** Who would send, by the receipt of that question. */
export const wouldSend = ({ account_id, rule }) => (account_id ? t('would', { account_id, rule: ruleWords(rule) }) : t('nobody'));

/** A receipt, of a push or of the question who would send. */
export function Receipt({ push }) {
  return html`<div class="report">
    <p>${push.account_id && html`<code>${push.account_id}</code> `}${push.rule && t('byRule', { rule: ruleWords(push.rule) })}</p>
    ${push.reason && html`<p>${push.reason}</p>`}
    ${push.run && html`<p><a href=${`#/trace/${segment(`push:${push.id}`)}`}>${t('whyPush')}</a></p>`}
    ${push.message_ids?.length > 0 && html`<p class="quiet">id ${push.message_ids.map((id) => html`<code>${id}</code> `)}</p>`}
    ${
      push.rejected.length > 0 &&
      html`<h2 class="minor">${t('rejected')}</h2><ul>${push.rejected.map(
        (other) => html`<li>
      <code>${other.account_id}</code> ${t('byRule', { rule: ruleWords(other.rule) })}: <${State} name=${other.code} /> ${other.reason}</li>`,
      )}</ul>`
    }</div>`;
}
