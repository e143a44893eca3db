// Loaded adapters with the settings that their accounts take, and refused jars.

import { h } from './dom.js';
import { get } from './api.js';
import { language, t, when } from './words.js';

export const wakes = ['adapter'];
export const data = () => get('/adapters');

export function render({ adapters, refused }) {
  return [
    refused.length > 0 && h('section', { className: 'card bad' }, h('h2', {}, t('refused')), h('ul', {}, refused.map((each) =>
      h('li', {}, h('code', {}, each.file), ' ', each.reason)))),
    h('ul', { className: 'cards' }, adapters.map((adapter) => h('li', { className: 'card' },
      h('div', { className: 'head' }, h('h2', {}, adapter.name), h('span', { className: 'tag' }, adapter.version), adapter.bundled && h('span', { className: 'tag' }, t('bundled'))),
      h('p', {}, adapter.im_types.map((im) => [h('code', {}, im), ' ']), adapter.any_im_type && t('anyIm')),
      h('p', { className: 'quiet' }, h('code', {}, adapter.file), ' · ', adapter.provider, ' · ', t('since', { time: when(adapter.loaded_at) })),
      adapter.settings.length > 0 && h('details', { 'data-key': adapter.id }, h('summary', {}, t('settings')), h('dl', {}, adapter.settings.map((setting) =>
        [h('dt', {}, h('code', {}, setting.key), ' ', setting.required && h('span', { className: 'tag' }, t('required'))),
          h('dd', {}, about(setting), setting.default && ` (${setting.default}${setting.unit ? ' ' + setting.unit : ''})`)]))))),
    ),
  ];
}

function about(setting) {
  const { label, description } = setting.words?.[language] ?? setting;
  return [label, description && ': ', description.split('`').map((part, index) => index % 2 ? h('code', {}, part) : part)];
}
