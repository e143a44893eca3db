// Sends a message by hand, or tells who would.

import { html, useRef, useState } from './shared/preact.js';
import { get, post } from './api.js';
import { Button, State } from './parts.js';
import { Receipt, wouldSend } from './pushes.js';
import { t } from './words.js';

const KINDS = ['text', 'markdown', 'image', 'voice', 'video', 'file'];

export const wakes = ['account'];
export const data = () => get('/accounts');

export function View({ data: { accounts } }) {
  const form = useRef(null);
  const [answer, setAnswer] = useState(null);
  const body = () => {
    const { account, ...push } = Object.fromEntries([...new FormData(form.current)].filter(([, value]) => value !== ''));
    return account ? { ...push, options: { account_id: account } } : push;
  };
  const ask = (path) => async () => {
    const receipt = await post(path, body());
    setAnswer({ receipt, sent: path === '/push' });
  };
  const row = (name, word, field) => html`<label for=${`send-${name}`}>${t(word)}</label>${field({ id: `send-${name}`, name })}`;
  const text = (more) => (named) => html`<input ...${named} ...${more} />`;
  return html`<form class="card narrow" ref=${form} onSubmit=${(event) => event.preventDefault()}>
    <datalist id="ims">${[...new Set(accounts.map((account) => account.im_type))].map((value) => html`<option key=${value} value=${value} />`)}</datalist>
    <datalist id="account-ids">${accounts.map(({ id }) => html`<option key=${id} value=${id} />`)}</datalist>
    <div class="form">
      ${row('imType', 'im', text({ list: 'ims', required: true }))}
      ${row('groupCode', 'group', text())}
      ${row('userID', 'user', text())}
      ${row('kind', 'kind', (named) => html`<select ...${named}>${KINDS.map((kind) => html`<option key=${kind} value=${kind}>${t(`kind_${kind}`)}</option>`)}</select>`)}
      ${row('content', 'content', (named) => html`<textarea ...${named} rows="3"></textarea>`)}
      ${row('source', 'source', text())}
      ${row('account', 'byAccount', text({ list: 'account-ids' }))}</div>
    <div class="buttons"><${Button} label=${t('sendNow')} work=${ask('/push')} look="primary" />
      <${Button} label=${t('explain')} work=${ask('/push/explain')} /></div>
    <div aria-live="polite">${answer && html`<${Answer} ...${answer} />`}</div></form>`;
}

function Answer({ receipt, sent }) {
  return html`${
    sent ? html`<p><${State} name=${receipt.code} /> ${t(receipt.sent ? 'sent' : 'notSent')}</p>` : html`<p>${wouldSend(receipt)}</p>`
  }
    <${Receipt} push=${receipt} />`;
}
