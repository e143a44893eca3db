// Leads a person through the login of an account: QR code, questions, end.

import { html, useEffect, useRef, useState } from './shared/preact.js';
import { call, get, post, segment } from './api.js';
import { Button, Dialog } from './parts.js';
import { t } from './words.js';

const POLL_MS = 1_000;

const under = (login) => login?.state === 'running' || login?.state === 'waiting_for_code';

export function AccountLogin({ id, close }) {
  const path = `/accounts/${segment(id)}/login`;
  const [round, setRound] = useState(0);
  const [login, failure] = useLogin(path, round);
  const end = () => {
    if (under(login)) {
      call('DELETE', path).catch(() => {});
    }
    close();
  };
  return html`<${Dialog} title=${t('loginOf', { id })} close=${end}><div class="login" aria-live="polite">
    ${failure ? html`<p class="error">${failure}</p>` : login && html`<${Progress} id=${id} path=${path} login=${login} />`}
    ${(failure || (login && !under(login) && login.state !== 'done')) && html`<${Button} label=${t('again')} work=${() => setRound(round + 1)} look="primary" />`}
  </div><//>`;
}

/** Begins a login and follows it to its end, or to that of the window. */
function useLogin(path, round) {
  const [login, setLogin] = useState(null);
  const [failure, setFailure] = useState('');
  useEffect(() => {
    let open = true;
    const follow = async () => {
      setFailure('');
      let now = await post(path);
      while (open) {
        setLogin(now);
        if (!under(now)) {
          return;
        }
        await new Promise((wake) => setTimeout(wake, POLL_MS));
        // A poll that fails is repeated; the login goes on in the host.
        now = open ? await get(path).catch(() => now) : now;
      }
    };
    follow().catch((error) => open && setFailure(error.message));
    return () => {
      open = false;
    };
  }, [path, round]);
  return [login, failure];
}

function Progress({ id, path, login }) {
  if (login.state === 'done') {
    return html`<p>${t('loginDone', { name: login.profile?.name || login.profile?.platform_id || id })}</p>`;
  }
  if (!under(login)) {
    return html`<p class="error">${login.state === 'cancelled' ? t('cancelled') : t('loginOver', { reason: login.error })}</p>`;
  }
  return html`
    ${login.qr?.expired && html`<p>${t('expired')}</p>`}
    ${
      login.qr &&
      !login.qr.expired &&
      html`<p>${t('scan')}</p>
      <img class="qr" alt=${login.qr.content} src=${`api/v1${path}/qr.png?number=${login.qr.number}`} />`
    }
    ${login.state === 'waiting_for_code' && html`<${Question} key=${login.question} path=${path} question=${login.question} />`}
    ${login.lines.length > 0 && html`<pre>${login.lines.join('\n')}</pre>`}
    ${!login.qr && login.lines.length === 0 && html`<p class="quiet">${t('loading')}</p>`}`;
}

function Question({ path, question }) {
  const code = useRef(null);
  return html`<div><p>${question}</p><div class="fields"><input aria-label=${t('code')} autocomplete="one-time-code" ref=${code} />
    <${Button} label=${t('answer')} work=${() => post(`${path}/code`, { code: code.current.value })} look="primary" /></div></div>`;
}
