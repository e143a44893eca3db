// Runs of plugins, the newest first; each opens to its output, calls and notes.

import { button, h } from './dom.js';
import { get, post, segment } from './api.js';
import { duration, t, when } from './words.js';

const AT_ONCE = 100;

export const wakes = ['run'];
export const data = (plugin) => get(`/runs?limit=${AT_ONCE}${plugin ? '&plugin=' + segment(plugin) : ''}`);

export function render({ runs }, { argument, refresh }) {
  return [
    argument && h('p', {}, t('onlyOf'), ' ', h('code', {}, argument), ' · ', h('a', { href: '#/runs' }, t('all'))),
    runs.length === 0 ? h('p', { className: 'quiet' }, t('noRuns')) : h('ul', { className: 'rows' }, runs.map((run) => row(run, refresh))),
  ];
}

function row(run, refresh) {
  const place = [run.im_type, run.group, run.user].filter(Boolean).join(' / ');
  return h('li', {}, h('details', { 'data-key': run.id },
    h('summary', {}, h('span', { className: `state ${run.status}` }, run.status), ' ', h('code', {}, run.plugin), ' ', h('span', { className: 'tag' }, run.trigger), ' ',
      place, ' ', h('span', { className: 'cut' }, run.message), ' ', h('span', { className: 'quiet' }, when(run.started))),
    report(run),
    !run.number && button(t('cancel'), async () => {
      await post(`/runs/${segment(run.id)}/cancel`);
      await refresh();
    }, { className: 'plain', 'data-key': `${run.id}/cancel` })));
}

// What one run did.
export function report(run) {
  return h('div', { className: 'report' },
    h('p', { className: 'quiet' }, h('code', {}, run.id), ' · ', run.status, run.duration_ms >= 0 && ` · ${t('took', { ms: duration(run.duration_ms) })}`,
      run.account_id && ` · ${t('account')} ${run.account_id}`),
    run.error && h('p', { className: 'error' }, run.error),
    run.traceback && h('pre', {}, run.traceback),
    run.notes.length > 0 && [h('h3', {}, t('notes')), h('ul', {}, run.notes.map((note) => h('li', {}, note)))],
    run.calls.length > 0 && [h('h3', {}, t('calls')), h('ul', {}, run.calls.map((call) =>
      h('li', {}, h('code', {}, call.method), ` ${duration(call.duration_ms)} `, call.error && h('span', { className: 'error' }, call.error))))],
    h('h3', {}, t('output')), run.output ? h('pre', {}, run.output) : h('p', { className: 'quiet' }, t('noOutput')));
}
