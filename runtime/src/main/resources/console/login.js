// Leads a person through a login: QR code, questions, end.

import { button, dialog, fill, h } from './dom.js';
import { call, get, post, segment } from './api.js';
import { t } from './words.js';

const POLL_MS = 1_000;

export async function logIn(id, refresh) {
  const path = `/accounts/${segment(id)}/login`;
  let login = await post(path);
  let open = true;
  const body = h('div', { className: 'login', 'aria-live': 'polite' });
  dialog(t('loginOf', { id }), t('close'), () => {
    open = false;
    if (under(login)) {
      call('DELETE', path).catch(() => {});
    }
    refresh();
  }, body);
  let before = '';
  while (open) {
    const now = JSON.stringify(login);
    if (now !== before) {
      before = now;
      fill(body, progress(id, path, login, refresh));
    }
    if (!under(login)) {
      return;
    }
    await new Promise((wake) => setTimeout(wake, POLL_MS));
    // A poll that fails is repeated; the login goes on in the host.
    login = open ? await get(path).catch(() => login) : login;
  }
}

const under = (login) => login.state === 'running' || login.state === 'waiting_for_code';

function progress(id, path, login, refresh) {
  if (login.state === 'done') {
    return h('p', {}, t('loginDone', { name: login.profile?.name || login.profile?.platform_id || id }));
  }
  if (!under(login)) {
    return [h('p', { className: 'error' }, login.state === 'cancelled' ? t('cancelled') : t('loginOver', { reason: login.error })),
      button(t('again'), async () => {
        document.querySelector('dialog[open]')?.close();
        await logIn(id, refresh);
      }, { className: 'primary' })];
  }
  return [
    login.qr && (login.qr.expired ? h('p', {}, t('expired'))
      : [h('p', {}, t('scan')), h('img', { className: 'qr', alt: login.qr.content, src: `api/v1${path}/qr.png?number=${login.qr.number}` })]),
    login.state === 'waiting_for_code' && question(path, login),
    login.lines.length > 0 && h('pre', {}, login.lines.join('\n')),
    !login.qr && login.lines.length === 0 && h('p', { className: 'quiet' }, t('loading')),
  ];
}

function question(path, login) {
  const code = h('input', { 'aria-label': t('code'), autocomplete: 'one-time-code', 'data-key': 'code' });
  return h('div', {}, h('p', {}, login.question), h('div', { className: 'fields' }, code,
    button(t('answer'), () => post(`${path}/code`, { code: code.value }), { className: 'primary' })));
}
