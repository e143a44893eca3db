// Asks for the settings of a new account, as its adapter describes them.

import { button, dialog, fill, h } from './dom.js';
import { get, post } from './api.js';
import { language, t } from './words.js';

export async function newAccount(refresh) {
  const { adapters } = await get('/adapters');
  const choice = h('select', { id: 'new-adapter' }, adapters.map((adapter) => h('option', { value: adapter.id }, adapter.name)));
  const id = h('input', { id: 'new-id', autocomplete: 'off' });
  const im = h('input', { id: 'new-im' });
  const alias = h('input', { id: 'new-alias', autocomplete: 'off' });
  const settings = h('div', { className: 'form' });
  const advanced = h('div', { className: 'form' });
  const more = h('details', { 'data-key': 'advanced' }, h('summary', {}, t('advanced')), advanced);
  let inputs = [];
  const chosen = () => adapters.find((adapter) => adapter.id === choice.value);
  const ask = () => {
    const adapter = chosen();
    im.value = adapter.im_types[0] ?? '';
    im.readOnly = !adapter.any_im_type && adapter.im_types.length === 1;
    inputs = adapter.settings.map((setting) => [setting, input(setting), h('div', { className: 'row' })]);
    inputs.forEach(([setting, field, row]) => fill(row, question(setting, field)));
    fill(settings, inputs.filter(([setting]) => !setting.advanced).map(([, , row]) => row));
    fill(advanced, inputs.filter(([setting]) => setting.advanced).map(([, , row]) => row));
    more.hidden = advanced.childElementCount === 0;
    show(inputs);
  };
  choice.addEventListener('change', ask);
  settings.addEventListener('change', () => show(inputs));
  advanced.addEventListener('change', () => show(inputs));
  ask();
  const close = dialog(t('newAccount'), t('close'), () => {},
    h('div', { className: 'form' }, h('label', { for: choice.id }, t('adapter')), choice, h('label', { for: im.id }, t('im')), im,
      h('label', { for: id.id }, t('accountId')), h('div', {}, id, h('p', { className: 'quiet' }, t('accountIdHint'))),
      h('label', { for: alias.id }, t('alias')), alias), h('h3', {}, t('settings')), settings, more, h('p', { className: 'quiet' }, t('secretHint')),
    h('div', { className: 'buttons' }, button(t('create'), async () => {
      const asked = inputs;
      const made = await post('/accounts', { id: id.value, im: im.value, adapter: chosen().id, alias: alias.value, config: config(asked), generate: missing(asked) });
      close();
      await refresh();
      made.generated && tell(asked, made);
    }, { className: 'primary' })));
}

// The words of the browser's language, as the adapter declares them.
const wordsOf = (setting) => setting.words?.[language] ?? { label: setting.label, description: setting.description, enter_at: setting.generated?.enter_at };

// Text in which `code` stands between backticks.
const prose = (text) => text.split('`').map((part, index) => index % 2 ? h('code', {}, part) : part);

function question(setting, field) {
  const words = wordsOf(setting);
  const values = range(setting);
  return [h('label', { for: field.id }, words.label, setting.required && h('span', { className: 'tag' }, t('required'))),
    h('div', {}, field, setting.unit && h('span', { className: 'quiet' }, ' ' + setting.unit),
      words.description && h('p', { className: 'quiet' }, prose(words.description)), values && h('p', { className: 'quiet' }, values),
      setting.generated && h('p', { className: 'quiet' }, t('generatedHint', { where: words.enter_at })))];
}

function range({ type, least, most }) {
  if (type === 'duration') {
    return t('durationHint') + (least ? ' ' + t('atLeast', { least }) : '');
  }
  return least && most ? t('between', { least, most }) : least ? t('atLeast', { least }) : most ? t('atMost', { most }) : '';
}

const valueOf = (inputs, key) => inputs.filter(([setting]) => setting.key === key).map(([setting, field]) => field.value.trim() || setting.default)[0];

// A setting that belongs to another one's value is asked for only then, and given only then.
const counts = (inputs, { only_if: when }) => !when || when.values.includes(valueOf(inputs, when.key));

function show(inputs) {
  inputs.forEach(([setting, , row]) => { row.hidden = !counts(inputs, setting); });
}

// What is left empty although the platform has to show it: the host makes a value.
function missing(inputs) {
  return inputs.filter(([{ generated: how }, field]) => how && field.value.trim() === '' && (how.key === '' || how.values.includes(valueOf(inputs, how.key))))
    .map(([setting]) => setting.key);
}

// Shown once; later it stands in the account's file alone.
function tell(inputs, { id, generated }) {
  dialog(id, t('close'), () => {}, inputs.filter(([setting]) => generated[setting.key]).map(([setting]) => [
    h('p', {}, t('enterAt', { where: wordsOf(setting).enter_at })), h('p', {}, h('code', { 'data-generated': setting.key }, generated[setting.key]))]));
}

function input(setting) {
  const id = 'new-setting-' + setting.key;
  if (setting.type === 'choice') {
    return h('select', { id }, h('option', { value: '' }, setting.default), setting.choices.filter((each) => each !== setting.default).map((each) => h('option', {}, each)));
  }
  if (setting.type === 'flag') {
    return h('select', { id }, h('option', { value: '' }, setting.default || 'false'), h('option', {}, setting.default === 'true' ? 'false' : 'true'));
  }
  const bounds = setting.type === 'integer' ? { inputmode: 'numeric' } : {};
  return h('input', { id, type: setting.secret ? 'password' : 'text', autocomplete: setting.secret ? 'new-password' : 'off', placeholder: setting.default, ...bounds });
}

// What was filled in; the rest keeps its default. The items of a list stand between commas.
function config(inputs) {
  return Object.fromEntries(inputs.filter(([setting, field]) => field.value.trim() !== '' && counts(inputs, setting)).map(([setting, field]) => [setting.key,
    setting.type === 'list' ? field.value.split(',').map((item) => item.trim()).filter(Boolean) : field.value.trim()]));
}
