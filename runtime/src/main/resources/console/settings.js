// Settings as an adapter declares them: which are asked for, what is said about them, and what was filled in.

import { html } from './shared/preact.js';
import { language } from './shared/words.js';
import { prose } from './parts.js';
import { t } from './words.js';

/** The words of the browser's language. */
export const wordsOf = (setting) =>
  setting.words?.[language] ?? { label: setting.label, description: setting.description, enter_at: setting.generated?.enter_at };

/** What stands between the commas, or between another sign, of a field that holds several. */
export const items = (text, between = ',') =>
  text
    .split(between)
    .map((item) => item.trim())
    .filter(Boolean);

const given = (values, key) => (values[key] ?? '').trim();

const chosen = (settings, values, key) => given(values, key) || settings.find((setting) => setting.key === key)?.default;

/** Those that count now: a setting that belongs to another one's value is asked for only then, and given only then. */
export const asked = (settings, values) =>
  settings.filter(({ only_if: when }) => !when || when.values.includes(chosen(settings, values, when.key)));

/** What was filled in; the rest keeps its default. The items of a list stand between commas. */
export function config(settings, values) {
  return Object.fromEntries(
    asked(settings, values)
      .filter(({ key }) => given(values, key))
      .map(({ key, type }) => [key, type === 'list' ? items(given(values, key)) : given(values, key)]),
  );
}

/** What is left empty although the platform has to show it: the host makes a value. */
export function missing(settings, values) {
  const wanted = ({ key, values: when }) => key === '' || when.includes(chosen(settings, values, key));
  return asked(settings, values)
    .filter(({ key, generated }) => generated && !given(values, key) && wanted(generated))
    .map(({ key }) => key);
}

/** One setting of a form. */
export function Setting({ setting, value, change }) {
  const words = wordsOf(setting);
  const id = `new-setting-${setting.key}`;
  const values = range(setting);
  const { note, fault } = setting;
  return html`<label for=${id}>${words.label}${setting.required && html`<span class="tag">${t('required')}</span>`}</label>
    <div><${Field} id=${id} setting=${setting} value=${value} change=${change} />${setting.unit && html`<span class="quiet"> ${setting.unit}</span>`}
      ${words.description && html`<p class="quiet">${prose(words.description)}</p>`}
      ${note && html`<p class="quiet">${note}</p>`}
      ${fault && html`<p class="error" id=${`${id}-fault`} role="alert">${fault}</p>`}
      ${values && html`<p class="quiet">${values}</p>`}
      ${setting.generated && html`<p class="quiet">${t('generatedHint', { where: words.enter_at })}</p>`}</div>`;
}

function Field({ id, setting, value, change }) {
  const take = (event) => change(event.target.value);
  const choices = setting.type === 'flag' ? ['true', 'false'] : setting.type === 'choice' ? setting.choices : null;
  if (choices) {
    const usual = setting.default || (setting.type === 'flag' ? 'false' : '');
    return html`<select id=${id} value=${value} onChange=${take}><option value="" class=${setting.shown?.[usual] ? undefined : 'code'}>${setting.shown?.[usual] || usual}</option>
      ${choices.filter((choice) => choice !== usual).map((choice) => html`<option key=${choice} value=${choice}>${setting.shown?.[choice] || choice}</option>`)}</select>`;
  }
  const wrong = { 'aria-invalid': setting.fault ? 'true' : undefined, 'aria-describedby': setting.fault ? `${id}-fault` : undefined };
  if (setting.lines) {
    return html`<textarea id=${id} rows="3" autocomplete="off" placeholder=${setting.placeholder} value=${value} onInput=${take} ...${wrong}></textarea>`;
  }
  return html`<input id=${id} type=${setting.secret ? 'password' : 'text'} autocomplete=${setting.secret ? 'new-password' : 'off'}
    placeholder=${setting.placeholder ?? setting.default} inputmode=${setting.type === 'integer' ? 'numeric' : undefined} value=${value ?? ''} onInput=${take} ...${wrong} />`;
}

function range({ type, least, most }) {
  if (type === 'duration') {
    return least ? `${t('durationHint')} ${t('atLeast', { least })}` : t('durationHint');
  }
  return least && most ? t('between', { least, most }) : least ? t('atLeast', { least }) : most ? t('atMost', { most }) : '';
}
