// Pushes, the newest first: who sent, by which rule, why others did not.

import { h } from './dom.js';
import { get } from './api.js';
import { t, when } from './words.js';

const AT_ONCE = 100;

export const wakes = ['push'];
export const data = () => get(`/pushes?limit=${AT_ONCE}`);

export function render({ pushes }) {
  return pushes.length === 0 ? h('p', { className: 'quiet' }, t('noPushes')) : h('ul', { className: 'rows' }, pushes.map((push) =>
    h('li', {}, h('details', { 'data-key': push.id },
      h('summary', {}, h('span', { className: `state ${push.code}` }, push.code), ' ', target(push), ' ', h('span', { className: 'tag' }, push.kind), ' ',
        push.account && h('code', {}, push.account), ' ', h('span', { className: 'quiet' }, push.plugin || push.trigger, ' · ', when(push.time))),
      receipt(push)))));
}

function target(push) {
  return `${push.im_type} ${push.group ? t('group') + ' ' + push.group : push.user}`;
}

// A receipt, of a push or of the question who would send.
export function receipt(push) {
  return h('div', { className: 'report' },
    h('p', {}, push.account && [h('code', {}, push.account), ' '], push.rule && t('rule', { rule: push.rule }), push.reason && [': ', push.reason]),
    push.message_ids?.length > 0 && h('p', { className: 'quiet' }, 'id ', push.message_ids.map((id) => [h('code', {}, id), ' '])),
    push.rejected.length > 0 && [h('h3', {}, t('rejected')), h('ul', {}, push.rejected.map((each) =>
      h('li', {}, h('code', {}, each.account), ` ${t('rule', { rule: each.rule })}: `, h('span', { className: `state ${each.code}` }, each.code), ' ', each.reason)))]);
}
