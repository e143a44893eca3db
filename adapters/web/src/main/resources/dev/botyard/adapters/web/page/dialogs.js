// The small windows: a new user, a new group, the members of a group.

import { html, useState } from './shared/preact.js';
import { Window } from './shared/window.js';
import { actions } from './outbox.js';
import { keyOf, nameOf, slug } from './state.js';
import { t } from './words.js';

export function Dialogs({ dialog, close, accounts }) {
  const account = dialog && accounts.get(dialog.account);
  if (!account) {
    return null;
  }
  const Body = { private: NewUser, group: NewGroup, members: Members }[dialog.kind];
  return html`<${Window} aria-labelledby="dialog-title" close=${close} beside><${Body} account=${account} dialog=${dialog} close=${close} /><//>`;
}

function useSubmit(work) {
  const [error, setError] = useState('');
  const submit = async (event) => {
    event.preventDefault();
    try {
      await work(new FormData(event.target));
    } catch (failure) {
      setError(failure.message);
    }
  };
  return [error, submit];
}

const Buttons = ({ error, close }) => html`${error && html`<p class="error" role="alert">${error}</p>`}
  <div class="buttons"><button type="button" class="plain" onClick=${close}>${t('cancel')}</button>
    <button type="submit" class="primary">${t('create')}</button></div>`;

function NewUser({ account, dialog, close }) {
  const [error, submit] = useSubmit(async (form) => {
    const id = form.get('id').trim();
    await actions.ask({ type: 'user', account: account.id, id, name: form.get('name').trim() });
    close();
    dialog.done ? dialog.done(id) : actions.go(keyOf(account.id, { kind: 'private', id }));
  });
  return html`<form onSubmit=${submit}><h2 id="dialog-title">${t('newUser')}</h2>
    <label>${t('id')}<input name="id" required maxlength="64" autocomplete="off" autocapitalize="off" aria-describedby="id-hint" autofocus /></label>
    <p class="quiet" id="id-hint">${t('idHint')}</p>
    <label>${t('name')}<input name="name" maxlength="64" autocomplete="off" /></label>
    <${Buttons} error=${error} close=${close} /></form>`;
}

function NewGroup({ account, close }) {
  const [name, setName] = useState('');
  const [error, submit] = useSubmit(async (form) => {
    const id = form.get('id').trim() || slug(name);
    await actions.ask({ type: 'group', account: account.id, id, name: name.trim(), members: form.getAll('member') });
    close();
    actions.go(keyOf(account.id, { kind: 'group', id }));
  });
  return html`<form onSubmit=${submit}><h2 id="dialog-title">${t('newGroup')}</h2>
    <label>${t('name')}<input name="name" required maxlength="64" autocomplete="off" value=${name} onInput=${(event) => setName(event.target.value)} autofocus /></label>
    <label>${t('id')}<input name="id" maxlength="64" autocomplete="off" placeholder=${slug(name)} aria-describedby="id-hint" /></label>
    <p class="quiet" id="id-hint">${t('groupIdHint')}</p>
    <fieldset><legend>${t('members')}</legend>${[...account.users.values()].map(
      (user, index) => html`<label class="check">
      <input type="checkbox" name="member" value=${user.id} defaultChecked=${index === 0} /> ${user.name}</label>`,
    )}</fieldset>
    <${Buttons} error=${error} close=${close} /></form>`;
}

function Members({ account, dialog, close }) {
  const [error, setError] = useState('');
  const group = account.groups.get(dialog.group);
  if (!group) {
    return html`<p>${t('gone')}</p>`;
  }
  const inside = new Set(group.members.map((seat) => seat.id));
  const ask = (type, user) => actions.ask({ type, account: account.id, id: group.id, user }).catch((failure) => setError(failure.message));
  const others = [...account.users.values()].filter((user) => !inside.has(user.id));
  return html`<div><h2 id="dialog-title">${group.name}</h2><p class="quiet">${t('id')}: ${group.id}</p>
    <ul class="members"><li><span>${account.name} <span class="tag">${t('bot')}</span></span></li>
      ${group.members.map(
        (seat) => html`<li key=${seat.id}><span>${nameOf(account, seat.id)} <small>${seat.id}</small>
        ${seat.role === 'owner' && html` <span class="tag">${t('owner')}</span>`}
        ${seat.banned > Date.now() && html` <span class="tag">${t('silenced')}</span>`}</span>
        <button type="button" class="plain" onClick=${() => ask('leave', seat.id)}>${t('leave')}</button></li>`,
      )}
      ${others.map(
        (user) => html`<li key=${user.id} class="outside"><span>${user.name} <small>${user.id}</small></span>
        <button type="button" class="plain" onClick=${() => ask('join', user.id)}>${t('join')}</button></li>`,
      )}</ul>
    ${error && html`<p class="error" role="alert">${error}</p>`}
    <div class="buttons"><button type="button" class="primary" onClick=${close}>${t('close')}</button></div></div>`;
}
