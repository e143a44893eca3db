// What somebody sees whose browser is not let in, or not any more: how to get a link, and a field for the token.

import { html, useRef, useState } from './preact.js';
import { language, speaker } from './words.js';

const t = speaker({
  title: ['Log in', '登录'],
  who: ['Only people who run this host may steer it. On the host, in a terminal, run', '只有本主机的管理者可以操作。请在主机终端运行'],
  rest: [
    'and open the link it prints. Or paste the content of data/admin.token:',
    '并打开它给出的链接。也可以粘贴 data/admin.token 的内容:',
  ],
  command: ['{command} token link', '{command} token link'],
  token: ['Token', '令牌'],
  away: ['The host does not answer.', '主机没有响应。'],
  answered: ['The host answered {status}.', '主机返回 {status}。'],
});

/** Asks for the token; `root` leads from the page to the host's own root, `done` is called when the browser is let in. */
export function LogIn({ root, done, children }) {
  const field = useRef(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    setError('');
    try {
      await open(root, field.current.value.trim());
      done();
    } catch (failure) {
      setError(failure.message);
    } finally {
      setBusy(false);
    }
  };
  return html`<form class="login-form" onSubmit=${submit}>
    ${children ?? html`<h1>${t('title')}</h1>`}
    <p>${t('who')} <code>${t('command')}</code> ${t('rest')}</p>
    <div class="fields"><input type="password" autocomplete="off" aria-label=${t('token')} ref=${field} />
      <button type="submit" class="primary" disabled=${busy}>${t('title')}</button></div>
    ${error && html`<p class="error" role="alert">${error}</p>`}
  </form>`;
}

/** Begins a session; the browser keeps its cookie by itself. */
async function open(root, token) {
  let answer;
  try {
    answer = await fetch(`${root}api/v1/sessions`, {
      method: 'POST',
      body: '{}',
      headers: { 'Accept-Language': language, 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    });
  } catch {
    throw new Error(t('away'));
  }
  if (!answer.ok) {
    const body = await answer.json().catch(() => ({}));
    throw new Error(body.error?.message ?? t('answered', { status: answer.status }));
  }
}
