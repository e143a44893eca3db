// Small parts that the views share.

import { html, useRef, useState } from './shared/preact.js';
import { Window } from './shared/window.js';
import { post, segment } from './api.js';
import { t } from './words.js';

const AT_ONCE = 100;
const FEW = 12;

/** A button that is busy while its work goes on, and tells what went wrong beside itself. */
export function Button({ label, work, look = 'plain', disabled = false }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const click = async () => {
    if (busy) {
      return;
    }
    setBusy(true);
    setError('');
    try {
      await work();
    } catch (failure) {
      setError(failure.message);
    } finally {
      setBusy(false);
    }
  };
  // A disabled button would lose the focus.
  return html`<button type="button" class=${look} disabled=${disabled} aria-busy=${busy ? 'true' : undefined} onClick=${click}>${label}</button>
    ${error && html`<p class="error" role="alert">${error}</p>`}`;
}

/** A button whose work cannot be undone: it asks once more before it begins. */
export function Sure({ label, sure, work }) {
  const [asked, setAsked] = useState(false);
  const doIt = async () => {
    try {
      await work();
    } finally {
      setAsked(false);
    }
  };
  return asked
    ? html`<${Button} label=${sure} work=${doIt} look="danger" /><button type="button" class="plain" onClick=${() => setAsked(false)}>${t('cancel')}</button>`
    : html`<button type="button" class="plain" onClick=${() => setAsked(true)}>${label}</button>`;
}

/** What is wrong with files, as a card; nothing where nothing is. */
export const FileProblems = ({ problems, title }) =>
  problems.length > 0 &&
  html`<section class="card bad">${title && html`<h2>${title}</h2>`}<ul>${problems.map(
    ({ file, line, key, message }) =>
      html`<li><code>${line ? `${file}:${line}` : file}</code> ${key && html`<code>${key}</code> `}${message}</li>`,
  )}</ul></section>`;

/** What is wrong with a script, a line each; not again what keeps it from running. */
export const ScriptProblems = ({ problems, invalid = '' }) =>
  problems
    .filter(({ message }) => !invalid.includes(message))
    .map(
      ({ severity, line, message }, at) =>
        html`<p key=${at} class=${severity === 'error' ? 'error' : 'quiet'}>${line > 0 && `${t('line', { line })}: `}${message}</p>`,
    );

/** Switches a plugin on or off, whatever its file says. */
export const Switch = ({ plugin, done }) =>
  html`<${Button} label=${t(plugin.switched_off ? 'turnOn' : 'turnOff')} work=${async () => {
    await post(`/plugins/${segment(plugin.file)}/${plugin.switched_off ? 'enable' : 'disable'}`);
    await done();
  }} />`;

/** A window with its title and a button that closes it. */
export function Dialog({ title, close, children }) {
  return html`<${Window} aria-label=${title} close=${close}>
    <header><h2>${title}</h2><button type="button" class="plain" onClick=${(event) => event.target.closest('dialog').close()}>${t('close')}</button></header>
    ${children}<//>`;
}

/** The newest page of a list, and rows that were read before; newest first. What has no number yet is under way. */
export const joined = (first, kept) => {
  const rows = new Map([...kept, ...first].map((row) => [row.number, row]));
  return [
    ...first.filter(({ number }) => !number),
    ...[...rows.values()].filter(({ number }) => number).sort((a, b) => b.number - a.number),
  ];
};

/** A list of the host that is longer than a page: all rows that were read, and what reads the page before them, null at the end. */
export function useOlder(first, full, read) {
  const kept = useRef([]);
  const [ended, setEnded] = useState(false);
  const all = joined(first, kept.current);
  if (kept.current.length > 0) {
    // The newest page moves on; what leaves it was read, too.
    kept.current = all;
  }
  const older = async () => {
    const page = await read(all.at(-1).number);
    kept.current = joined(all, page);
    setEnded(page.length < full);
  };
  return { all, older: ended || first.length < full ? null : older };
}

/**
 * A list of any length: the first rows, a field that finds others, a button for more. `text` tells by what a row is found, `older` reads
 * more from the host.
 */
export function List({ all, text, look, row, older = null }) {
  const [wanted, setWanted] = useState('');
  const [most, setMost] = useState(AT_ONCE);
  const next = async () => {
    await older();
    setMost(most + AT_ONCE);
  };
  const found = wanted ? all.filter((one) => text(one).toLowerCase().includes(wanted.toLowerCase())) : all;
  return html`
    ${
      all.length > FEW &&
      html`<input type="search" class="find" aria-label=${t('find')} placeholder=${t('find')} value=${wanted}
      onInput=${(event) => setWanted(event.target.value)} />`
    }
    ${found.length === 0 && html`<p class="quiet">${t('nothingFound')}</p>`}
    <ul class=${look}>${found.slice(0, most).map(row)}</ul>
    ${
      found.length > most &&
      html`<button type="button" class="plain" onClick=${() => setMost(most + AT_ONCE)}>
      ${t('more', { count: found.length - most })}</button>`
    }
    ${found.length <= most && older && html`<${Button} label=${t('older')} work=${next} />`}`;
}

/** Text in which `code` stands between backticks. */
export const prose = (text) => text.split('`').map((part, index) => (index % 2 ? html`<code>${part}</code>` : part));

export const State = ({ name }) => html`<span class="state ${name}">${t(`state_${name}`)}</span>`;

/** What fired a run. */
export const Trigger = ({ name }) => html`<span class="tag">${t(`trigger_${name}`)}</span>`;
