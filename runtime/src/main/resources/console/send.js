// Sends a message by hand, or tells who would.

import { button, fill, h } from './dom.js';
import { get, post } from './api.js';
import { receipt } from './pushes.js';
import { t } from './words.js';

const KINDS = ['text', 'markdown', 'image', 'voice', 'video', 'file'];

export function render() {
  const options = h('datalist', { id: 'ims' });
  const accounts = h('datalist', { id: 'account-ids' });
  get('/accounts').then((answer) => {
    fill(options, [...new Set(answer.accounts.map((account) => account.im_type))].map((value) => h('option', { value })));
    fill(accounts, answer.accounts.map((account) => h('option', { value: account.id })));
  }, () => {});
  const inputs = {
    imType: h('input', { list: 'ims', required: true }), groupCode: h('input', {}), userID: h('input', {}),
    kind: h('select', {}, KINDS.map((kind) => h('option', {}, kind))), content: h('textarea', { rows: '3' }), source: h('input', {}),
    account: h('input', { list: 'account-ids' }),
  };
  const labels = { imType: t('im'), groupCode: t('group'), userID: t('user'), kind: t('kind'), content: t('content'), source: t('source'), account: t('byAccount') };
  const result = h('div', { 'aria-live': 'polite' });
  const body = () => {
    const push = Object.fromEntries(['imType', 'groupCode', 'userID', 'kind', 'content', 'source']
      .map((name) => [name, inputs[name].value]).filter(([, value]) => value !== ''));
    return inputs.account.value ? { ...push, options: { account_id: inputs.account.value } } : push;
  };
  return h('form', { className: 'card narrow', onSubmit: (event) => event.preventDefault() }, options, accounts,
    h('div', { className: 'form' }, Object.entries(inputs).map(([name, input]) => {
      input.id = 'send-' + name;
      return [h('label', { for: input.id }, labels[name]), input];
    })),
    h('div', { className: 'buttons' },
      button(t('sendNow'), async () => {
        const answer = await post('/push', body());
        fill(result, h('p', {}, h('span', { className: `state ${answer.code}` }, answer.code), ' ', t(answer.sent ? 'sent' : 'notSent')), receipt(answer));
      }, { className: 'primary' }),
      button(t('explain'), async () => {
        const answer = await post('/push/explain', body());
        fill(result, h('p', {}, answer.account_id ? t('would', answer) : t('nobody')), receipt(answer));
      }, { className: 'plain' })), result);
}
