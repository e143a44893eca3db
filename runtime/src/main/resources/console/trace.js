// What became of the last messages, and why: which plugins were asked, what they made of it, what runs did.

import { html, useState } from './shared/preact.js';
import { duration, moment } from './shared/format.js';
import { get, post, segment } from './api.js';
import { Button, List, State } from './parts.js';
import { Receipt, wouldSend } from './pushes.js';
import { t } from './words.js';

const AT_ONCE = 100;

export const wakes = ['trace', 'run', 'push'];

/** `argument` is `run:ID`, `push:ID`, `message:ID`, `account:ID` or `chat:ID`, or empty for all. */
export const data = (argument) => {
  const at = argument.indexOf(':');
  return get(`/trace?limit=${AT_ONCE}${at > 0 ? `&${segment(argument.slice(0, at))}=${segment(argument.slice(at + 1))}` : ''}`);
};

export function View({ data: { messages }, argument }) {
  return html`<p class="quiet">${t('traceHint')}</p>
    ${argument && html`<p>${t('onlyOf')} <code>${argument}</code> · <a href="#/trace">${t('all')}</a></p>`}
    ${
      messages.length === 0
        ? html`<p class="quiet">${t(argument ? 'noTraceOf' : 'noTrace')}</p>`
        : html`<${List} all=${messages} look="rows" text=${words}
          row=${(message) => html`<${Row} key=${message.number} message=${message} open=${messages.length === 1} />`} />`
    }`;
}

const words = (message) =>
  `${message.outcome} ${message.reason} ${message.account_id} ${message.group} ${message.user} ${message.user_name} ${message.text} ${message.plugins
    .map(({ plugin }) => plugin)
    .join(' ')}`;

const who = (message) => [message.account_id, message.group, message.user_name || message.user].filter(Boolean).join(' / ');

function Row({ message, open }) {
  return html`<li data-trace=${message.number}><details open=${open}>
    <summary><span class="state ${message.outcome}">${t(`outcome_${message.outcome}`)}</span> ${who(message)} <span class="cut">${message.text}</span>
      ${' '}<span class="quiet">${moment(message.time)}</span></summary>
    <${Whole} message=${message} /></details></li>`;
}

function Whole({ message }) {
  const [all, setAll] = useState(null);
  const [receipt, setReceipt] = useState(null);
  const shown = all ?? message;
  const ask = async () =>
    setReceipt(
      await post('/push/explain', {
        imType: message.im_type,
        ...(message.group ? { groupCode: message.group } : { userID: message.user }),
        kind: 'text',
        content: message.text || '…',
      }),
    );
  return html`<div class="report">
    <p>${message.reason}</p>
    <p class="quiet">${message.message_id && html`${t('message')} <code>${message.message_id}</code> · `}${t('user')} <code>${message.user}</code>${
      message.text_cut && ` · ${t('textCut')}`
    }</p>
    ${message.text.length > 0 && html`<pre>${message.text}</pre>`}
    ${!shown.complete && html`<p class="quiet">${t('traceChanged')}</p>`}
    ${
      shown.plugins.length > 0 &&
      html`<h2 class="minor">${t('asked')}</h2><ul>${shown.plugins.map(
        (
          one,
        ) => html`<li key=${one.plugin}><code>${one.plugin}</code> <span class="state ${one.verdict}">${t(`verdict_${one.verdict}`)}</span>
          ${' '}<span class="quiet">${!['ran', 'rule'].includes(one.verdict) && one.reason} ${one.rule && html`<code>${one.rule}</code>`}</span></li>`,
      )}</ul>`
    }
    ${
      shown.left_out > 0 &&
      html`<${Button} label=${t('more', { count: shown.left_out })} work=${async () => setAll(await get(`/trace/${message.number}`))} />`
    }
    ${
      message.runs.length > 0 &&
      html`<h2 class="minor">${t('runs')}</h2><ul>${message.runs.map(
        (run) => html`<li key=${run.id}><${State} name=${run.status} />
        ${' '}<a href=${`#/runs/${segment(run.plugin)}`}><code>${run.plugin}</code></a> <code>${run.id}</code> ${duration(run.duration_ms)}
        ${run.error && html` <span class="error">${run.error}</span>`}
        ${run.calls.length > 0 && html`<p class="quiet">${run.calls.map((call) => html`<code>${call.method}</code>${call.error && ` (${call.error})`} `)}</p>`}
        ${run.notes.map((note) => html`<p class="quiet">${note}</p>`)}</li>`,
      )}</ul>`
    }
    ${
      message.pushes.length > 0 &&
      html`<h2 class="minor">${t('pushes')}</h2>${message.pushes.map((push) => html`<div key=${push.id}><${State} name=${push.code} /> <code>${push.id}</code><${Receipt} push=${push} /></div>`)}`
    }
    <div class="buttons"><${Button} label=${t('explain')} work=${ask} /></div>
    <div aria-live="polite">${receipt && html`<p>${wouldSend(receipt)}</p><${Receipt} push=${receipt} />`}</div></div>`;
}
