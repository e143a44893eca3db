// The settings of the host: a form by section, and the whole file as text with the same checks.

import { html, useState } from './shared/preact.js';
import { call, get } from './api.js';
import { CodeField } from './codefield.js';
import { Fields, changes, faults } from './form.js';
import { Button, FileProblems } from './parts.js';
import { wordsOf } from './settings.js';
import { t } from './words.js';

export const wakes = [];
export const data = () => get('/settings');

/** The rows by the section that their key begins with; what has none comes first. */
export function sections(rows) {
  const found = new Map([['', []]]);
  for (const row of rows) {
    const section = row.key.includes('.') ? row.key.split('.')[0] : '';
    found.set(section, [...(found.get(section) ?? []), row]);
  }
  return [...found];
}

/** The host's sentences about a file, by their lines; `botyard.yaml:3: port: …` is one. */
export function inLines(message, file) {
  const parts = message.split(`${file}:`).slice(1);
  return parts.flatMap((part) => {
    const [, line, text] = part.match(/^(\d+): ([\s\S]*)$/) ?? [];
    return line ? [{ line: Number(line), severity: 'error', message: text.trim() }] : [];
  });
}

const says = (row, wanted) => {
  const { label, description } = wordsOf(row);
  return `${row.key} ${label} ${description}`.toLowerCase().includes(wanted.toLowerCase());
};

export function View({ data: settings, refresh }) {
  const [raw, setRaw] = useState(false);
  const { problems, waiting } = settings;
  return html`<p class="quiet">${t('settingsHint')} <code>${settings.file}</code></p>
    ${waiting.length > 0 && html`<section class="card" role="status" data-waits><h2>${t('waitsForStart')}</h2><p>${waiting.map((key) => html`<code key=${key}>${key}</code> `)}</p></section>`}
    <${FileProblems} problems=${problems} title=${t('problems')} />
    <div class="buttons"><button type="button" class=${raw ? 'plain' : 'primary'} aria-pressed=${!raw} onClick=${() => setRaw(false)}>${t('asForm')}</button>
      <button type="button" class=${raw ? 'primary' : 'plain'} aria-pressed=${raw} onClick=${() => setRaw(true)}>${t('asText')}</button></div>
    ${raw ? html`<${Text} settings=${settings} done=${refresh} />` : html`<${Form} settings=${settings} done=${refresh} />`}`;
}

function Form({ settings, done }) {
  const [typed, setTyped] = useState({});
  const [wrong, setWrong] = useState({});
  const [wanted, setWanted] = useState('');
  const rows = settings.settings.map((row) => ({
    ...row,
    name: row.key,
    field: row.key,
    unit: row.at_start ? [row.unit, t('atStart')].filter(Boolean).join(' · ') : row.unit,
  }));
  const change = changes(rows, typed);
  const save = async () => {
    setWrong({});
    try {
      await call('PUT', '/settings', change);
      setTyped({});
      await done();
    } catch (failure) {
      const told = faults(
        failure.message,
        rows.map(({ field }) => field),
      );
      setWrong(told.fields);
      setWanted('');
      throw new Error(told.rest || t('seeFields'));
    }
  };
  const found = sections(rows.filter((row) => !wanted || says(row, wanted))).filter(([, some]) => some.length > 0);
  const type = (field, value) => setTyped((now) => ({ ...now, [field]: value }));
  return html`<input type="search" class="find" aria-label=${t('find')} placeholder=${t('find')} value=${wanted} onInput=${(event) => setWanted(event.target.value)} />
    ${found.length === 0 && html`<p class="quiet">${t('nothingFound')}</p>`}
    ${found.map(
      ([
        section,
        some,
      ]) => html`<section class="card" key=${section} data-section=${section || 'general'}><h2>${section ? html`<code>${section}</code>` : t('general')}</h2>
        <${Fields} rows=${wanted ? some.map((row) => ({ ...row, advanced: false })) : some} typed=${typed} wrong=${wrong} change=${type} /></section>`,
    )}
    <div class="buttons saves"><${Button} label=${t('save')} work=${save} look="primary" disabled=${Object.keys(change).length === 0} />
      ${Object.keys(change).length > 0 && html`<button type="button" class="plain" onClick=${() => setTyped({})}>${t('cancel')}</button>`}</div>`;
}

/** What was read when somebody began to type is what is changed; a file that another has written meanwhile is not overwritten. */
function Text({ settings, done }) {
  const [draft, setDraft] = useState(null);
  const [problems, setProblems] = useState([]);
  const [note, setNote] = useState('');
  const back = () => {
    setDraft(null);
    setProblems([]);
  };
  const save = async () => {
    if (!draft) {
      return;
    }
    setNote('');
    try {
      await call('PUT', '/settings', { text: draft.text, version: draft.version });
    } catch (failure) {
      setProblems(inLines(failure.message, settings.file));
      throw failure;
    }
    back();
    await done();
  };
  const text = draft?.text ?? settings.text;
  return html`<section class="card"><p class="quiet">${t('textHint')} ${t('editorHint')}</p>
    <${CodeField} text=${text} change=${(typed) => setDraft({ text: typed, version: draft?.version ?? settings.version })} problems=${problems}
      save=${() => save().catch(({ message }) => setNote(message))} label=${settings.file} language="yaml" />
    <p role="status" class="error">${note}</p>
    <div class="buttons"><${Button} label=${t('save')} work=${save} look="primary" disabled=${!draft || draft.text === settings.text} />
      ${draft && html`<button type="button" class="plain" onClick=${back}>${t('cancel')}</button>`}</div></section>`;
}
