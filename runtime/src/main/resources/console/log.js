// The log while it is written: by level, account, plugin and text; it can be halted, and the file downloaded.

import { html, useEffect, useState } from './shared/preact.js';
import { moment } from './shared/format.js';
import { get, segment } from './api.js';
import { whileShown } from './live.js';
import { t } from './words.js';

const AT_ONCE = 200;
const MOST = 1000;
const LEVELS = ['error', 'warn', 'info', 'debug', 'trace'];
const FIELDS = ['text', 'account', 'plugin'];
const TYPING_MS = 300;

export const wakes = [];
/** The lines are read by the view itself, which follows them. */
export const data = () => get('/me');

export const query = (filter) =>
  Object.entries(filter)
    .filter(([, value]) => value)
    .map(([name, value]) => `&${name}=${segment(value)}`)
    .join('');

/** What is shown once `more` has come: newest first, nothing twice, and not without end. */
export function joined(lines, more) {
  const last = lines[0]?.number ?? 0;
  return [...more.filter(({ number }) => number > last), ...lines].slice(0, MOST);
}

export function View() {
  const [filter, setFilter] = useState({ level: 'info', text: '', account: '', plugin: '' });
  const [paused, setPaused] = useState(false);
  const { lines, failure } = useLines(filter, paused);
  const set = (name) => (event) => setFilter({ ...filter, [name]: event.target.value });
  return html`<form class="filters" onSubmit=${(event) => event.preventDefault()}>
      <select aria-label=${t('level')} value=${filter.level} onChange=${set('level')}>${LEVELS.map(
        (level) => html`<option key=${level} value=${level}>${t('fromLevel', { level })}</option>`,
      )}</select>
      ${FIELDS.map((name) => html`<input key=${name} type="search" aria-label=${t(`log_${name}`)} placeholder=${t(`log_${name}`)} value=${filter[name]} onInput=${set(name)} />`)}
      <button type="button" class="plain" aria-pressed=${paused} onClick=${() => setPaused(!paused)}>${t(paused ? 'goOn' : 'pause')}</button>
      <a class="button" href="api/v1/logs/file" download="botyard.log">${t('download')}</a></form>
    ${failure && html`<p class="error" role="alert">${failure}</p>`}
    ${lines?.length === 0 && html`<p class="quiet">${t('noLines')}</p>`}
    <ol class="log" data-paused=${paused}>${(lines ?? []).map((line) => html`<${Line} key=${line.number} line=${line} />`)}</ol>`;
}

const Line = ({ line }) => html`<li class=${line.level}><time class="quiet" datetime=${line.time}>${moment(line.time)}</time>
  ${' '}<span class="state ${line.level}">${line.level}</span> <span class="quiet">${line.logger}</span> <span class="said">${line.message}</span>
  ${line.trace && html`<details><summary>${t('stack')}</summary><pre>${line.trace}</pre></details>`}</li>`;

/** The lines that fit; they stand still while it is paused, and are read anew when it goes on. */
function useLines(filter, paused) {
  const [lines, setLines] = useState(null);
  const [failure, setFailure] = useState('');
  const wanted = query(filter);
  useEffect(() => {
    if (paused) {
      return undefined;
    }
    let events;
    let over = false;
    const begin = async () => {
      try {
        const answer = await get(`/logs?limit=${AT_ONCE}${wanted}`);
        if (!over) {
          setLines(answer.lines);
          setFailure('');
        }
      } catch (problem) {
        return over || setFailure(problem.message);
      }
    };
    // First who follows, then what was: no line falls between them.
    const listen = () => {
      events = new EventSource(`api/v1/logs?follow${wanted}`);
      events.addEventListener('log', (event) => setLines((before) => joined(before ?? [], [JSON.parse(event.data)])));
      events.onopen = begin;
      events.onerror = () => events.readyState === EventSource.CLOSED && setFailure(t('noAnswer'));
    };
    let end = () => {};
    const timer = setTimeout(() => {
      end = whileShown(listen, () => events.close());
    }, TYPING_MS);
    return () => {
      over = true;
      clearTimeout(timer);
      end();
    };
  }, [wanted, paused]);
  return { lines, failure };
}
