// Pushes that wait or were given up, then all, the newest first: who sent, by which rule, why others did not.

import { button, h } from './dom.js';
import { get, post, segment } from './api.js';
import { t, when } from './words.js';

const AT_ONCE = 100;

export const wakes = ['push'];
export const data = async () => {
  const [queue, log] = await Promise.all([get(`/queue?limit=${AT_ONCE}`), get(`/pushes?limit=${AT_ONCE}`)]);
  return { queue: queue.pushes, pushes: log.pushes };
};

export function render({ queue, pushes }, { refresh }) {
  return [
    queue.length > 0 && [h('h2', {}, t('queue')), h('ul', { className: 'rows' }, queue.map((push) => waiting(push, refresh)))],
    pushes.length === 0 ? h('p', { className: 'quiet' }, t('noPushes')) : h('ul', { className: 'rows' }, pushes.map((push) =>
      h('li', {}, h('details', { 'data-key': `${push.id}/${push.code}` },
        h('summary', {}, h('span', { className: `state ${push.code}` }, push.code), ' ', target(push), ' ', h('span', { className: 'tag' }, push.kind), ' ',
          push.account_id && h('code', {}, push.account_id), ' ', h('span', { className: 'quiet' }, push.plugin || push.trigger, ' · ', when(push.time))),
        receipt(push))))),
  ];
}

function waiting(push, refresh) {
  const act = (what) => button(t(what), async () => {
    await post(`/queue/${segment(push.id)}/${what}`);
    await refresh();
  }, { className: 'plain', 'data-key': `${push.id}/${what}` });
  return h('li', { className: 'waits' }, h('span', { className: `state ${push.code}` }, push.code), ' ', target(push), ' ', h('span', { className: 'tag' }, push.kind), ' ',
    push.account_id && h('code', {}, push.account_id), ' ', push.reason, ' ', h('span', { className: 'quiet' }, t('until', { time: when(push.expires) })), ' ',
    push.state !== 'sending' && act('cancel'), ' ', push.state === 'failed' && act('resend'));
}

function target(push) {
  return `${push.im_type} ${push.group ? t('group') + ' ' + push.group : push.user}`;
}

// A receipt, of a push or of the question who would send.
export function receipt(push) {
  return h('div', { className: 'report' },
    h('p', {}, push.account_id && [h('code', {}, push.account_id), ' '], push.rule && t('rule', { rule: push.rule }), push.reason && [': ', push.reason]),
    push.message_ids?.length > 0 && h('p', { className: 'quiet' }, 'id ', push.message_ids.map((id) => [h('code', {}, id), ' '])),
    push.rejected.length > 0 && [h('h3', {}, t('rejected')), h('ul', {}, push.rejected.map((each) =>
      h('li', {}, h('code', {}, each.account_id), ` ${t('rule', { rule: each.rule })}: `, h('span', { className: `state ${each.code}` }, each.code), ' ', each.reason)))]);
}
