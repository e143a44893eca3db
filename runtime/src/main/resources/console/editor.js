// The text of a script: a check when it is saved, and nobody else's change written over.

import { html, useEffect, useRef, useState } from './shared/preact.js';
import { call, get, segment } from './api.js';
import { CodeField, languageOf } from './codefield.js';
import { Button } from './parts.js';
import { t } from './words.js';

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
  return html`<${CodeField} text=${text} change=${setText} problems=${problems} save=${() => save(false).catch(({ message }) => setNote(message))} label=${t('sourceOf', { file })} language=${languageOf(file)} />
    <p class="quiet">${t('editorHint')}</p>
    <p role="status">${note}</p>
    <div class="buttons"><${Button} label=${t('save')} work=${() => save(false)} look="primary" disabled=${!other && !wrong && first === undefined} />
      <${Button} label=${t('check')} work=${check} />
      ${wrong && html`<${Button} label=${t('saveAnyway')} work=${() => save(true)} />`}
      ${other && first === undefined && html`<${Button} label=${t('readAgain')} work=${read} />`}</div>`;
}
