// Accounts with their state, what can be done about it, and problems of the configuration files.

import { button, h } from './dom.js';
import { get, post, segment } from './api.js';
import { logIn } from './login.js';
import { newAccount } from './newaccount.js';
import { t, when } from './words.js';

export const wakes = ['account', 'adapter'];
export const data = () => get('/accounts');

export function render({ accounts, problems }, { refresh }) {
  return [
    h('div', { className: 'buttons' }, button(t('newAccount'), () => newAccount(refresh), { className: 'plain', 'data-key': 'new' })),
    problems.length > 0 && h('section', { className: 'card bad' }, h('h2', {}, t('problems')), h('ul', {}, problems.map((problem) =>
      h('li', {}, h('code', {}, `${problem.file}${problem.line ? ':' + problem.line : ''}`), ' ', problem.key && [h('code', {}, problem.key), ' '], problem.message)))),
    accounts.length === 0 ? h('p', { className: 'quiet' }, t('noAccounts'))
      : h('ul', { className: 'cards' }, accounts.map((account) => card(account, refresh))),
  ];
}

function card(account, refresh) {
  const act = (name) => async () => {
    await post(`/accounts/${segment(account.id)}/${name}`);
    await refresh();
  };
  const key = (name) => ({ className: 'plain', 'data-key': `${account.id}/${name}` });
  const stopped = account.state === 'disabled';
  return h('li', { className: 'card', 'data-account': account.id },
    h('div', { className: 'head' }, h('h2', {}, account.alias || account.id), h('span', { className: 'tag' }, account.im_type),
      account.default && h('span', { className: 'tag strong' }, t('isDefault')),
      account.warning && h('span', { className: 'tag warning', title: account.warning }, t('noToken'))),
    h('p', {}, h('span', { className: `state ${account.state}` }, account.state), ' ',
      account.platform_id && account.platform_id !== account.id && h('span', { className: 'quiet' }, [account.name, account.platform_id].filter(Boolean).join(' · '), ' '),
      h('span', { className: 'quiet' }, t('since', { time: when(account.since) })),
      account.next_retry && h('span', { className: 'quiet' }, ', ', t('next', { time: when(account.next_retry) })),
      account.state === 'online' && !account.sendable && h('span', { className: 'tag' }, t('cannotSend'))),
    account.warning && account.warning !== account.reason && h('p', {}, account.warning),
    account.reason && h('p', {}, account.reason),
    account.detail && account.detail !== account.reason && h('p', { className: 'quiet' }, account.detail),
    h('p', { className: 'quiet' }, h('code', {}, account.id), ' · ', account.adapter),
    h('div', { className: 'buttons' },
      account.state === 'needs_login' && button(t('logIn'), () => logIn(account.id, refresh), { ...key('login'), className: 'primary' }),
      button(stopped ? t('start') : t('restart'), act('start'), key('start')),
      !stopped && button(t('stop'), act('stop'), key('stop')),
      !account.default && button(t('makeDefault'), act('default'), key('default'))));
}
