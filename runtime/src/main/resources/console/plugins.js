// Script plugins with their triggers and problems; a button runs one.

import { button, dialog, fill, h } from './dom.js';
import { get, post, segment } from './api.js';
import { report } from './runs.js';
import { t, when } from './words.js';

export const wakes = ['plugin'];
export const data = () => get('/plugins');

export function render({ plugins, unreadable }) {
  return [
    unreadable.length > 0 && h('section', { className: 'card bad' }, h('ul', {}, unreadable.map((each) => h('li', {}, each)))),
    plugins.length === 0 ? h('p', { className: 'quiet' }, t('noPlugins')) : h('ul', { className: 'cards' }, plugins.map(card)),
  ];
}

function card(plugin) {
  const triggers = [...plugin.rules, ...plugin.events.map((name) => t('event', { name })),
    ...(plugin.cron ? [t('schedule', { cron: plugin.cron })] : []), ...(plugin.router ? [t('route', { path: plugin.router })] : [])];
  return h('li', { className: 'card', 'data-plugin': plugin.file },
    h('div', { className: 'head' }, h('h2', {}, plugin.title), h('span', { className: 'tag' }, plugin.language),
      plugin.state !== 'enabled' && h('span', { className: 'tag strong' }, plugin.state)),
    h('p', { className: 'quiet' }, h('code', {}, plugin.file), plugin.version && ` · ${plugin.version}`, plugin.author && ` · ${plugin.author}`),
    plugin.description && h('p', {}, plugin.description),
    triggers.length > 0 && h('p', { className: 'triggers' }, triggers.map((each) => [h('code', {}, each), ' '])),
    plugin.next_runs.length > 0 && h('p', { className: 'quiet' }, t('nextRun', { time: when(plugin.next_runs[0]) })),
    plugin.invalid && (plugin.state === 'installing'
      ? h('p', { className: 'quiet' }, plugin.invalid)
      : h('p', { className: 'error' }, t('cannotRun'), ': ', plugin.invalid)),
    plugin.problems.map((problem) => h('p', { className: problem.severity === 'error' ? 'error' : 'quiet' },
      problem.line > 0 && t('line', { line: problem.line }) + ': ', problem.message)),
    h('div', { className: 'buttons' },
      button(t('run'), () => tryOut(plugin), { className: 'plain', 'data-key': `${plugin.file}/run`, disabled: plugin.invalid !== '' && plugin.state !== 'installing' }),
      h('a', { className: 'plain', href: `#/runs/${segment(plugin.file)}` }, t('runs'))));
}

function tryOut(plugin) {
  const message = h('input', { 'aria-label': t('message'), placeholder: t('message') });
  const im = h('input', { 'aria-label': t('im'), placeholder: t('im') });
  const user = h('input', { 'aria-label': t('user'), placeholder: t('user') });
  const group = h('input', { 'aria-label': t('group'), placeholder: t('group') });
  const result = h('div', { 'aria-live': 'polite' });
  dialog(t('runOf', { file: plugin.file }), t('close'), () => {}, h('p', { className: 'quiet' }, t('runHint')),
    h('div', { className: 'fields' }, message, im, user, group,
      button(t('run'), async () => {
        fill(result, h('p', { className: 'quiet' }, t('loading')));
        fill(result, report(await post(`/plugins/${segment(plugin.file)}/run`,
          { message: message.value, imType: im.value, userID: user.value, groupCode: group.value })));
      }, { className: 'primary' })), result);
}
