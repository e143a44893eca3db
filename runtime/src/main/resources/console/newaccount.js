// Asks for the settings of a new account, as its adapter describes them.

import { html, useState } from './shared/preact.js';
import { post } from './api.js';
import { Button, Dialog } from './parts.js';
import { Setting, asked, config, missing, wordsOf } from './settings.js';
import { t } from './words.js';

export function NewAccount({ adapters, close, done }) {
  const [chosen, setChosen] = useState(adapters[0]);
  const [account, setAccount] = useState({ id: '', im: adapters[0]?.im_types[0] ?? '', alias: '' });
  const [values, setValues] = useState({});
  const choose = (event) => {
    const adapter = adapters.find(({ id }) => id === event.target.value);
    setChosen(adapter);
    setAccount({ ...account, im: adapter.im_types[0] ?? '' });
    setValues({});
  };
  const field = (name) => ({
    id: `new-${name}`,
    value: account[name],
    autocomplete: 'off',
    onInput: (event) => setAccount({ ...account, [name]: event.target.value }),
  });
  const shown = asked(chosen?.settings ?? [], values);
  const settings = (advanced) =>
    shown
      .filter((setting) => Boolean(setting.advanced) === advanced)
      .map(
        (setting) => html`<${Setting} key=${`${chosen.id}/${setting.key}`}
    setting=${setting} value=${values[setting.key] ?? ''} change=${(value) => setValues((all) => ({ ...all, [setting.key]: value }))} />`,
      );
  const advanced = settings(true);
  const create = async () => {
    const made = await post('/accounts', {
      ...account,
      adapter: chosen.id,
      config: config(chosen.settings, values),
      generate: missing(chosen.settings, values),
    });
    await done({ ...made, settings: chosen.settings });
  };
  return html`<${Dialog} title=${t('newAccount')} close=${close}>
    <div class="form"><label for="new-adapter">${t('adapter')}</label>
      <select id="new-adapter" value=${chosen?.id} onChange=${choose}>${adapters.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}</select>
      <label for="new-im">${t('im')}</label><input ...${field('im')} readonly=${chosen && !chosen.any_im_type && chosen.im_types.length === 1} />
      <label for="new-id">${t('accountId')}</label><div><input ...${field('id')} /><p class="quiet">${t('accountIdHint')}</p></div>
      <label for="new-alias">${t('alias')}</label><input ...${field('alias')} /></div>
    <h3>${t('settings')}</h3><div class="form">${settings(false)}</div>
    ${advanced.length > 0 && html`<details><summary>${t('advanced')}</summary><div class="form">${advanced}</div></details>`}
    <p class="quiet">${t('secretHint')}</p>
    <div class="buttons"><${Button} label=${t('create')} work=${create} look="primary" disabled=${!chosen} /></div><//>`;
}

/** What the host has made for the platform. Shown once; later it stands in the account's file alone. */
export function Generated({ account, close }) {
  const { id, generated, settings } = account;
  return html`<${Dialog} title=${id} close=${close}>${settings
    .filter(({ key }) => generated[key])
    .map(
      (setting) => html`
    <p>${t('enterAt', { where: wordsOf(setting).enter_at })}</p><p><code data-generated=${setting.key}>${generated[setting.key]}</code></p>`,
    )}<//>`;
}
