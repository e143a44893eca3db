// Named tokens with their roles, and who changed what.

import { html, useRef, useState } from './shared/preact.js';
import { moment } from './shared/format.js';
import { call, post, segment } from './api.js';
import { Button, List, Sure } from './parts.js';
import { t } from './words.js';

const ROLES = ['viewer', 'author', 'operator'];

export function Tokens({ tokens, refresh }) {
  const name = useRef(null);
  const role = useRef(null);
  const [made, setMade] = useState(null);
  const create = async () => {
    setMade(await post('/tokens', { name: name.current.value.trim(), role: role.current.value }));
    name.current.value = '';
    await refresh();
  };
  const revoke = (token) => async () => {
    await call('DELETE', `/tokens/${segment(token.name)}`);
    setMade(null);
    await refresh();
  };
  return html`<h2>${t('tokens')}</h2>
    <p class="quiet">${t('tokensHint')}</p>
    <form class="filters" onSubmit=${(event) => event.preventDefault()}>
      <input ref=${name} aria-label=${t('name')} placeholder=${t('name')} maxlength="64" autocomplete="off" />
      <select ref=${role} aria-label=${t('role')}>${ROLES.map((one) => html`<option key=${one} value=${one}>${t(`role_${one}`)}</option>`)}</select>
      <${Button} label=${t('create')} work=${create} /></form>
    <div aria-live="polite">${made && html`<p>${t('tokenMade', { name: made.name })}</p><pre>${made.token}</pre>`}</div>
    ${
      tokens.length === 0
        ? html`<p class="quiet">${t('noTokens')}</p>`
        : html`<${List} all=${tokens} look="rows" text=${(token) => `${token.name} ${token.role}`}
          row=${(token) => html`<li class="session" key=${token.name} data-token=${token.name}>
            <p><code>${token.name}</code> <span class="tag">${t(`role_${token.role}`)}</span></p>
            <p class="quiet">${t('since', { time: moment(token.created) })} · ${token.last_use ? t('seen', { time: moment(token.last_use) }) : t('neverUsed')}</p>
            <div class="buttons"><${Sure} label=${t('revoke')} sure=${t('sureRevoke')} work=${revoke(token)} /></div></li>`} />`
    }`;
}

export function Audit({ audit }) {
  return html`<h2>${t('audit')}</h2>
    ${
      audit.length === 0
        ? html`<p class="quiet">${t('noAudit')}</p>`
        : html`<${List} all=${audit} look="rows" text=${(one) => `${one.who} ${one.role} ${one.method} ${one.path} ${one.status}`}
          row=${(one) => html`<li class="session" key=${one.number}><code>${one.method} ${one.path}</code>
            ${' '}<span class=${one.status < 400 ? 'quiet' : 'error'}>${one.status}</span>
            ${' '}<span class="quiet">${one.who} (${t(`role_${one.role}`)}${one.origin === 'token' ? '' : `, ${t('inBrowser')}`}) · ${moment(one.time)}</span></li>`} />`
    }`;
}
