// The text of a script: numbered lines, a check when it is saved, and nobody else's change written over.

import { html, useEffect, useRef, useState } from './shared/preact.js';
import { call, get, segment } from './api.js';
import { Button } from './parts.js';
import { t } from './words.js';

const INDENT = '    ';

/** How many lines a text has. */
export const lineCount = (text) => text.split('\n').length;

/** Where the line of this number, from 1, begins and ends in a text. */
export function lineSpan(text, number) {
  const lines = text.split('\n');
  const at = Math.min(Math.max(number, 1), lines.length) - 1;
  const begin = lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0);
  return [begin, begin + lines[at].length];
}

/** A script that is there, with the stamp that it has now, or a new one with its first text. */
export function Editor({ file, first, stamp, saved }) {
  const [text, setText] = useState(first ?? null);
  const [known, setKnown] = useState({ source: '', stamp: '' });
  const [problems, setProblems] = useState([]);
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState(false);
  const path = `/plugins/${segment(file)}`;
  const read = async () => {
    const { source, stamp } = await get(`${path}/source`);
    setKnown({ source, stamp });
    setText(source);
    setProblems([]);
    setNote('');
    setWrong(false);
  };
  const other = text !== null && text !== known.source;
  useEffect(() => {
    // What somebody has typed here stays; saving it says then that the file was changed.
    if (first === undefined && !other && stamp !== known.stamp) {
      read().catch(({ message }) => setNote(message));
    }
  }, [path, stamp]);
  const keeping = useRef(false);
  keeping.current = other;
  useEffect(() => {
    const stay = (event) => keeping.current && event.preventDefault();
    addEventListener('beforeunload', stay);
    return () => removeEventListener('beforeunload', stay);
  }, []);
  const check = async () => {
    const verdict = await call('POST', `${path}/check`, { source: text });
    setProblems(verdict.problems);
    setNote(t(verdict.ok ? 'checkFine' : 'checkWrong'));
  };
  const save = async (force) => {
    setNote('');
    try {
      const done = await call('PUT', path, { source: text, stamp: known.stamp, new: first !== undefined && !known.stamp, force });
      setKnown({ source: text, stamp: done.stamp });
      setProblems(done.problems);
      setWrong(false);
      setNote(t('savedNow'));
      await saved(file);
    } catch (failure) {
      if (failure.answer?.problems) {
        setProblems(failure.answer.problems);
        setWrong(true);
        setNote(t('notSaved'));
        return;
      }
      throw failure;
    }
  };
  if (text === null) {
    return html`<p class="quiet">${note || t('loading')}</p>`;
  }
  return html`<${Lines} text=${text} change=${setText} problems=${problems} save=${() => save(false)} label=${t('sourceOf', { file })} />
    <p class="quiet">${t('editorHint')}</p>
    <p role="status">${note}</p>
    <div class="buttons"><${Button} label=${t('save')} work=${() => save(false)} look="primary" disabled=${!other && !wrong && first === undefined} />
      <${Button} label=${t('check')} work=${check} />
      ${wrong && html`<${Button} label=${t('saveAnyway')} work=${() => save(true)} />`}
      ${other && first === undefined && html`<${Button} label=${t('readAgain')} work=${read} />`}</div>`;
}

function Lines({ text, change, problems, save, label }) {
  const field = useRef(null);
  const gutter = useRef(null);
  const released = useRef(false);
  const marked = new Map(problems.map(({ line, severity }) => [line, severity]));
  const go = (line) => {
    const [begin, end] = lineSpan(text, line);
    field.current.focus();
    field.current.setSelectionRange(begin, end);
    field.current.scrollTop = (line - 4) * (field.current.scrollHeight / lineCount(text));
  };
  const key = (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 's') {
      event.preventDefault();
      save().catch(() => {});
    } else if (event.key === 'Tab' && !event.shiftKey && !released.current) {
      event.preventDefault();
      field.current.setRangeText(INDENT, field.current.selectionStart, field.current.selectionEnd, 'end');
      change(field.current.value);
    }
    released.current = event.key === 'Escape';
  };
  return html`<div class="editor">
      <div class="gutter" ref=${gutter} aria-hidden="true">${Array.from({ length: lineCount(text) }, (_, at) => html`<span key=${at} class=${marked.get(at + 1) ?? ''}>${at + 1}</span>`)}</div>
      <textarea ref=${field} aria-label=${label} spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off" rows="20" value=${text}
        onInput=${(event) => change(event.target.value)} onKeyDown=${key} onScroll=${() => {
          gutter.current.scrollTop = field.current.scrollTop;
        }}></textarea></div>
    ${
      problems.length > 0 &&
      html`<ul class="faults">${problems.map(
        ({ line, severity, message }, at) => html`<li key=${at} class=${severity === 'error' ? 'error' : 'quiet'}>
        ${line > 0 ? html`<button type="button" class="plain" onClick=${() => go(line)}>${t('line', { line })}</button> ` : ''}${message}</li>`,
      )}</ul>`
    }`;
}
