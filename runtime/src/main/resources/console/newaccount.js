// Asks for the settings of a new account, as its adapter describes them.

import { button, dialog, fill, h } from './dom.js';
import { get, post } from './api.js';
import { t } from './words.js';

export async function newAccount(refresh) {
  const { adapters } = await get('/adapters');
  const choice = h('select', { id: 'new-adapter' }, adapters.map((adapter) => h('option', { value: adapter.id }, adapter.name)));
  const id = h('input', { id: 'new-id', autocomplete: 'off' });
  const im = h('input', { id: 'new-im' });
  const alias = h('input', { id: 'new-alias', autocomplete: 'off' });
  const settings = h('div', { className: 'form' });
  let inputs = [];
  const chosen = () => adapters.find((adapter) => adapter.id === choice.value);
  const ask = () => {
    const adapter = chosen();
    im.value = adapter.im_types[0] ?? '';
    im.readOnly = !adapter.any_im_type && adapter.im_types.length === 1;
    inputs = adapter.settings.map((setting) => [setting, input(setting)]);
    fill(settings, inputs.map(([setting, field]) => [
      h('label', { for: field.id }, setting.label, setting.required && h('span', { className: 'tag' }, t('required'))),
      h('div', {}, field, setting.description && h('p', { className: 'quiet' }, setting.description),
        setting.generated && h('p', { className: 'quiet' }, t('generatedHint', { where: setting.generated.enter_at })))]));
  };
  choice.addEventListener('change', ask);
  ask();
  const close = dialog(t('newAccount'), t('close'), () => {},
    h('div', { className: 'form' }, h('label', { for: choice.id }, t('adapter')), choice, h('label', { for: im.id }, t('im')), im,
      h('label', { for: id.id }, t('accountId')), h('div', {}, id, h('p', { className: 'quiet' }, t('accountIdHint'))),
      h('label', { for: alias.id }, t('alias')), alias), h('h3', {}, t('settings')), settings, h('p', { className: 'quiet' }, t('secretHint')),
    h('div', { className: 'buttons' }, button(t('create'), async () => {
      const asked = inputs;
      const made = await post('/accounts', { id: id.value, im: im.value, adapter: chosen().id, alias: alias.value, config: config(asked), generate: missing(asked) });
      close();
      await refresh();
      made.generated && tell(asked, made);
    }, { className: 'primary' })));
}

// What is left empty although the platform has to show it: the host makes a value.
function missing(inputs) {
  const valueOf = (key) => inputs.filter(([setting]) => setting.key === key).map(([setting, field]) => field.value.trim() || setting.default)[0];
  return inputs.filter(([{ generated: how }, field]) => how && field.value.trim() === '' && (how.key === '' || how.values.includes(valueOf(how.key))))
    .map(([setting]) => setting.key);
}

// Shown once; later it stands in the account's file alone.
function tell(inputs, { id, generated }) {
  dialog(id, t('close'), () => {}, inputs.filter(([setting]) => generated[setting.key]).map(([setting]) => [
    h('p', {}, t('enterAt', { where: setting.generated.enter_at })), h('p', {}, h('code', { 'data-generated': setting.key }, generated[setting.key]))]));
}

function input(setting) {
  const id = 'new-setting-' + setting.key;
  if (setting.type === 'choice') {
    return h('select', { id }, h('option', { value: '' }, setting.default), setting.choices.filter((each) => each !== setting.default).map((each) => h('option', {}, each)));
  }
  if (setting.type === 'flag') {
    return h('select', { id }, h('option', { value: '' }, setting.default || 'false'), h('option', {}, setting.default === 'true' ? 'false' : 'true'));
  }
  return h('input', { id, type: setting.secret ? 'password' : 'text', autocomplete: setting.secret ? 'new-password' : 'off', placeholder: setting.default });
}

// What was filled in; the rest keeps its default. The items of a list stand between commas.
function config(inputs) {
  return Object.fromEntries(inputs.filter(([, field]) => field.value.trim() !== '').map(([setting, field]) => [setting.key,
    setting.type === 'list' ? field.value.split(',').map((item) => item.trim()).filter(Boolean) : field.value.trim()]));
}
