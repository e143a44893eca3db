// Qinglong and DaiDai panels that scripts work with.

import { html, useState } from './shared/preact.js';
import { call, get, post, segment } from './api.js';
import { Button, Dialog, FileProblems, List, State, Sure } from './parts.js';
import { Setting } from './settings.js';
import { t } from './words.js';

export const wakes = [];
export const data = () => get('/containers');

export function View({ data: { containers, problems, settings }, refresh }) {
  const [edited, setEdited] = useState(null);
  const done = async () => {
    setEdited(null);
    await refresh();
  };
  return html`<p class="quiet">${t('containersHint')}</p>
    <${FileProblems} problems=${problems} />
    <div class="buttons"><button type="button" class="primary" onClick=${() => setEdited({ id: '' })}>${t('newContainer')}</button></div>
    ${
      containers.length === 0
        ? html`<p class="quiet">${t('noContainers')}</p>`
        : html`<${List} all=${containers} look="cards" text=${(one) => `${one.id} ${one.name} ${one.address}`}
          row=${(one) => html`<${Card} key=${one.id} container=${one} edit=${setEdited} refresh=${refresh} />`} />`
    }
    ${edited && html`<${Edit} container=${edited} settings=${settings} close=${() => setEdited(null)} done=${done} />`}`;
}

function Card({ container, edit, refresh }) {
  const { id, kind, name, address, client_id, state, detail } = container;
  const test = async () => {
    await post(`/containers/${segment(id)}/test`);
    await refresh();
  };
  return html`<li class="card" data-container=${id}><div class="head"><h2>${name}</h2><span class="tag">${kind}</span><${State} name=${state} /></div>
    <p class="quiet"><code>${id}</code> · <code class="cut">${address}</code> · <code>${client_id}</code></p>
    ${detail && html`<p class="error">${detail}</p>`}
    <div class="buttons"><${Button} label=${t('test')} work=${test} /><${Button} label=${t('edit')} work=${() => edit(container)} /></div></li>`;
}

/** The secret is never shown; what is left empty stays as it is. */
function Edit({ container, settings, close, done }) {
  const fresh = container.id === '';
  const [form, setForm] = useState({ ...container, client_secret: '' });
  const set = (key) => (value) => setForm((all) => ({ ...all, [key]: value }));
  const save = async () => {
    const { id, line, state, detail, tested_at, ...values } = form;
    await call('PUT', `/containers/${segment(id.trim())}`, values);
    await done();
  };
  const remove = async () => {
    await call('DELETE', `/containers/${segment(container.id)}`);
    await done();
  };
  const field = (setting) => {
    const kept = setting.secret && !fresh ? { ...setting, required: false, placeholder: t('secretSet') } : setting;
    return html`<${Setting} key=${setting.key} setting=${kept} value=${form[setting.key] ?? ''} change=${set(setting.key)} />`;
  };
  return html`<${Dialog} title=${container.id || t('newContainer')} close=${close}>
    <div class="form"><label for="container-id">${t('containerId')}</label>
      <div><input id="container-id" value=${form.id} autocomplete="off" readonly=${!fresh} onInput=${(event) => set('id')(event.target.value)} />
        <p class="quiet">${t('containerIdHint')}</p></div>${settings.map(field)}</div>
    <div class="buttons"><${Button} label=${t('save')} work=${save} look="primary" disabled=${!form.id.trim()} />
      ${!fresh && html`<${Sure} label=${t('delete')} sure=${t('sureDelete')} work=${remove} />`}</div><//>`;
}
