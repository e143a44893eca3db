// A field for the text of a program. CodeMirror shows it once it has been loaded; where it cannot be, a plain field with numbered lines does.

import { html, useEffect, useRef, useState } from './shared/preact.js';
import { t } from './words.js';

const INDENT = '    ';
const LEAST_ROWS = 20;

/** How many lines a text has. */
export const lineCount = (text) => text.split('\n').length;

/** Where the line of this number, from 1, begins and ends in a text. */
export function lineSpan(text, number) {
  const lines = text.split('\n');
  const at = Math.min(Math.max(number, 1), lines.length) - 1;
  const begin = lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0);
  return [begin, begin + lines[at].length];
}

const load = () => import('./codeview.js').catch(() => null);

/** In which language a script is written. */
export const languageOf = (file) => (file.endsWith('.py') ? 'python' : 'javascript');

/** `problems` are marked at their lines; `save` is called by Ctrl+S. */
export function CodeField({ text, change, problems, save, label, language }) {
  const host = useRef(null);
  const plain = useRef(null);
  const view = useRef(null);
  const [module, setModule] = useState(null);
  const typed = useRef(null);
  const latest = useRef({});
  latest.current = { text, change, save };
  useEffect(() => {
    let over = false;
    load().then((loaded) => {
      if (!over && loaded) {
        const { current: field } = plain;
        typed.current = document.activeElement === field ? [field.selectionStart, field.selectionEnd] : null;
        setModule(loaded);
      }
    });
    return () => {
      over = true;
    };
  }, []);
  useEffect(() => {
    if (!module) {
      return undefined;
    }
    const made = module.codeView(host.current, {
      text: latest.current.text,
      label,
      language,
      change: (now) => latest.current.change(now),
      save: () => latest.current.save(),
    });
    view.current = made;
    if (typed.current) {
      made.continueAt(...typed.current);
    }
    return () => {
      view.current = null;
      made.end();
    };
  }, [module]);
  useEffect(() => {
    view.current?.show(text);
  }, [text, module]);
  useEffect(() => {
    view.current?.mark(problems);
  }, [problems, module]);
  const go = (line) => (view.current ? view.current.go(line) : select(plain.current, text, line));
  // Escape lets Tab leave the field; the window around it stays.
  const stay = (event) => event.key === 'Escape' && event.preventDefault();
  return html`<div class="editor" onKeyDown=${stay}><div class="code" ref=${host} hidden=${!module}></div>
      ${!module && html`<${Plain} field=${plain} text=${text} change=${change} problems=${problems} save=${save} label=${label} />`}</div>
    ${
      problems.length > 0 &&
      html`<ul class="faults">${problems.map(
        ({ line, severity, message }, at) => html`<li key=${at} class=${severity === 'error' ? 'error' : 'quiet'}>
        ${line > 0 ? html`<button type="button" class="plain" onClick=${() => go(line)}>${t('line', { line })}</button> ` : ''}${message}</li>`,
      )}</ul>`
    }`;
}

function select(field, text, line) {
  const [begin, end] = lineSpan(text, line);
  field.focus();
  field.setSelectionRange(begin, end);
  field.scrollTop = (line - 4) * (field.scrollHeight / lineCount(text));
}

function Plain({ field, text, change, problems, save, label }) {
  const gutter = useRef(null);
  const released = useRef(false);
  const marked = new Map(problems.map(({ line, severity }) => [line, severity]));
  const key = (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 's') {
      event.preventDefault();
      save();
    } else if (event.key === 'Tab' && !event.shiftKey && !released.current) {
      event.preventDefault();
      field.current.setRangeText(INDENT, field.current.selectionStart, field.current.selectionEnd, 'end');
      change(field.current.value);
    }
    released.current = event.key === 'Escape';
  };
  return html`<div class="gutter" ref=${gutter} aria-hidden="true">${Array.from({ length: lineCount(text) }, (_, at) => html`<span key=${at} class=${marked.get(at + 1) ?? ''}>${at + 1}</span>`)}</div>
      <textarea ref=${field} aria-label=${label} spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off" rows=${LEAST_ROWS} value=${text}
        onInput=${(event) => change(event.target.value)} onKeyDown=${key} onScroll=${() => {
          gutter.current.scrollTop = field.current.scrollTop;
        }}></textarea>`;
}
