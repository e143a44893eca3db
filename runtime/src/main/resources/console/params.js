// The settings that a plugin's header asks for, in a form.

import { html, useEffect, useState } from './shared/preact.js';
import { call, get, segment } from './api.js';
import { Button, Dialog } from './parts.js';
import { Setting } from './settings.js';
import { t } from './words.js';

const TYPES = { boolean: 'flag', select: 'choice', number: 'number' };

/** What the field of a form is told of a param. A value that is the default stands as the default. */
export function asSetting(param) {
  const values = param.options.map(({ value }) => value);
  const stored = param.set && !param.secret ? param.value : '';
  const odd = param.type === 'select' && stored && !values.includes(stored);
  return {
    key: param.key,
    type: TYPES[param.type] ?? 'text',
    label: param.name,
    description: [param.description, param.help].filter(Boolean).join(' '),
    required: param.required,
    secret: param.secret,
    default: param.default,
    choices: odd ? [...values, stored] : values,
    shown: Object.fromEntries(param.options.map(({ value, label }) => [value, label])),
    placeholder: param.secret && param.set ? t('secretSet') : param.default || param.placeholder,
    note: param.missing ? t('fillIn') : undefined,
  };
}

/** What the field shows before somebody has typed. */
export const shownValue = (param) => (param.set && !param.secret && param.value !== param.default ? param.value : '');

/** What is to be told the host: the fields in which something else stands than before. */
export const changed = (params, typed) =>
  Object.fromEntries(
    params
      .filter(({ key }) => typed[key] !== undefined && typed[key] !== null)
      .flatMap((param) => {
        const value = typed[param.key];
        return (param.secret ? value !== '' || typed.forgotten?.includes(param.key) : value !== shownValue(param))
          ? [[param.key, value]]
          : [];
      }),
  );

/** The headings at which groups begin, by the index of the field below them. */
export function headings(params) {
  let last = '';
  return params.map(({ separator, name, group }) => {
    const begins = separator ? name : group !== last ? group : '';
    last = separator ? '' : group;
    return begins;
  });
}

export function ParamForm({ file, close, done }) {
  const [params, setParams] = useState(null);
  const [typed, setTyped] = useState({});
  const path = `/plugins/${segment(file)}/params`;
  const [failure, setFailure] = useState('');
  useEffect(() => {
    get(path).then(
      ({ params: read }) => setParams(read),
      ({ message }) => setFailure(message),
    );
  }, [path]);
  const save = async () => {
    const { params: now } = await call('PUT', path, changed(params, typed));
    setTyped({});
    setParams(now);
    await done(now.every(({ missing }) => !missing));
  };
  const type = (key, value) => setTyped((all) => ({ ...all, [key]: value, forgotten: (all.forgotten ?? []).filter((one) => one !== key) }));
  const forget = (key) => setTyped((all) => ({ ...all, [key]: '', forgotten: [...(all.forgotten ?? []), key] }));
  const heads = params ? headings(params) : [];
  return html`<${Dialog} title=${t('settingsOf', { file })} close=${close}>
    ${failure && html`<p class="error" role="alert">${failure}</p>`}
    ${!params && !failure && html`<p class="quiet">${t('loading')}</p>`}
    ${
      params &&
      html`<div class="form">${params.map(
        (param, index) => html`${heads[index] && html`<h3 key=${`head-${index}`}>${heads[index]}</h3>`}
        ${
          !param.separator &&
          html`<${Setting} key=${param.key} setting=${asSetting(param)} value=${typed[param.key] ?? shownValue(param)}
            change=${(value) => type(param.key, value)} />
            ${
              param.secret &&
              param.set &&
              html`<span></span><div>${
                typed.forgotten?.includes(param.key)
                  ? html`<span class="quiet">${t('goesOnSave')}</span>`
                  : html`<button type="button" class="plain" onClick=${() => forget(param.key)}>${t('takeBack')}</button>`
              }</div>`
            }`
        }`,
      )}</div>
      <p class="quiet">${t('paramsHint')}</p>
      <div class="buttons"><${Button} label=${t('save')} work=${save} look="primary" disabled=${Object.keys(changed(params, typed)).length === 0} /></div>`
    }<//>`;
}
