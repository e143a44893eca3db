// A text of a program with CodeMirror: colours, search, problems at their lines. Loaded when somebody edits one; see codefield.js.
//
// It lives in a shadow root: there CodeMirror's styles are adopted sheets, which the strict content security policy allows.

import { language as speech } from './shared/words.js';
import {
  EditorState,
  EditorView,
  HighlightStyle,
  bracketMatching,
  defaultKeymap,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSelectionMatches,
  highlightSpecialChars,
  history,
  historyKeymap,
  indentOnInput,
  indentUnit,
  indentWithTab,
  javascriptLanguage,
  keymap,
  lineNumbers,
  lintGutter,
  lintKeymap,
  pythonLanguage,
  search,
  searchKeymap,
  setDiagnostics,
  syntaxHighlighting,
  tags,
  yamlLanguage,
} from './codemirror.js';
import { PHRASES } from './codephrases.js';

const LANGUAGES = {
  python: { grammar: pythonLanguage, indent: 4 },
  javascript: { grammar: javascriptLanguage, indent: 2 },
  yaml: { grammar: yamlLanguage, indent: 2 },
};

/** The colours of the page, light and dark. */
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.moduleKeyword], color: 'var(--tone-2)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--tone-3)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--tone-4)' },
  { tag: [tags.comment, tags.lineComment, tags.blockComment, tags.meta], color: 'var(--quiet)', fontStyle: 'italic' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: 'var(--tone-1)' },
  { tag: [tags.definition(tags.variableName), tags.propertyName, tags.className, tags.typeName], color: 'var(--tone-5)' },
  { tag: tags.invalid, color: 'var(--danger)' },
]);

const field = {
  background: 'var(--page)',
  color: 'var(--ink)',
  border: '1px solid var(--line)',
  borderRadius: '6px',
  padding: '4px 8px',
  fontSize: '0.875rem',
};
// What CodeMirror draws with pictures inside its styles is drawn with letters and lines: the policy lets no such picture in.
const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--page)', fontSize: '14px' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'ui-monospace, monospace', lineHeight: '1.5', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--mine)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--hover) 45%, transparent)' },
  '.cm-gutters': { backgroundColor: 'var(--raised)', color: 'var(--quiet)', border: '0' },
  '.cm-activeLineGutter': { color: 'var(--ink)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--hover)' },
  '.cm-searchMatch': { backgroundColor: 'var(--mine)', outline: '1px solid var(--accent)' },
  '.cm-searchMatch.cm-searchMatch-selected': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-searchMatch-selected *': { color: 'inherit' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--hover)', outline: '1px solid var(--line)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--danger-soft)' },
  '.cm-panels': { backgroundColor: 'var(--raised)', color: 'var(--ink)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel.cm-search': { display: 'flex', flexWrap: 'wrap', gap: '6px', alignItems: 'center', padding: '8px 40px 8px 8px' },
  '.cm-panel.cm-search br': { flexBasis: '100%', height: '0', content: '""' },
  '.cm-panel.cm-search label': { fontSize: '0.875rem', display: 'inline-flex', alignItems: 'center', gap: '4px' },
  '.cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label': { margin: '0' },
  '.cm-panel.cm-search [name=close]': { color: 'inherit', fontSize: '1.25rem', width: '32px', height: '32px', right: '4px', top: '4px' },
  '.cm-textfield': field,
  '.cm-button': { ...field, backgroundImage: 'none', minHeight: '30px' },
  '.cm-button:active': { backgroundImage: 'none', backgroundColor: 'var(--hover)' },
  '.cm-tooltip': { backgroundColor: 'var(--surface)', color: 'var(--ink)', border: '1px solid var(--line)', maxWidth: 'min(90vw, 480px)' },
  '.cm-gutter-lint': { width: '1.2em' },
  '.cm-lint-marker': { width: 'auto', height: 'auto', cursor: 'default', textAlign: 'center' },
  '.cm-lint-marker-error': { content: 'none', color: 'var(--danger)' },
  '.cm-lint-marker-warning': { content: 'none', color: 'var(--wait)' },
  '.cm-lint-marker::before': { content: '"●"' },
  '.cm-lintRange': { backgroundImage: 'none', paddingBottom: '0' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--danger)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--wait)' },
  '.cm-lintRange-active': { backgroundColor: 'var(--danger-soft)' },
  '.cm-lintPoint::after': { border: '0' },
  '.cm-diagnostic': { padding: '4px 8px', color: 'var(--ink)' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--danger)' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid var(--wait)' },
});

const place = (doc, number) => doc.line(Math.min(Math.max(number, 1), doc.lines));

/** What the host found, where it stands; what is of no line stands at none. */
const diagnostics = (doc, problems) =>
  problems
    .filter(({ line }) => line > 0)
    .map(({ line, severity, message }) => ({
      from: place(doc, line).from,
      to: place(doc, line).to,
      severity: severity === 'error' ? 'error' : 'warning',
      message,
    }));

/** What is typed over several lines. Left to the browser, it would join them with styles of its own, which the policy refuses. */
const typedOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== 'insertText' || event.data === null || view.composing || view.state.selection.main.empty) {
      return false;
    }
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});

/**
 * Shows a text in an element until it is ended. `change` hears of every text that somebody makes of it, `save` of Ctrl+S.
 * Answers what else can be asked of it.
 */
export function codeView(host, { text, label, language, change, save }) {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const { grammar, indent } = LANGUAGES[language];
  let shown = text;
  /** What was told and has not come back yet: the page follows what is typed a little later. */
  let told = [];
  const state = EditorState.create({
    doc: text,
    extensions: [
      lintGutter(),
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      indentOnInput(),
      indentUnit.of(' '.repeat(indent)),
      EditorState.tabSize.of(indent),
      bracketMatching(),
      highlightActiveLine(),
      highlightSelectionMatches(),
      search({ top: true }),
      grammar,
      syntaxHighlighting(colours),
      theme,
      typedOver,
      EditorState.phrases.of(PHRASES[speech] ?? {}),
      EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocapitalize: 'off', tabindex: '0' }),
      keymap.of([
        {
          key: 'Mod-s',
          preventDefault: true,
          run: () => {
            save();
            return true;
          },
        },
        ...searchKeymap,
        ...lintKeymap,
        ...historyKeymap,
        indentWithTab,
        ...defaultKeymap,
      ]),
      EditorView.updateListener.of(({ docChanged, state: now }) => {
        if (docChanged && now.doc.toString() !== shown) {
          shown = now.doc.toString();
          told.push(shown);
          change(shown);
        }
      }),
    ],
  });
  const view = new EditorView({ state, parent: root, root });
  return {
    /** The text of the page: one that was told here, or another one, such as one that was read anew. */
    show(other) {
      const at = told.lastIndexOf(other);
      told = told.slice(at + 1);
      if (at < 0 && other !== shown) {
        shown = other;
        told = [];
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: other } });
      }
    },
    mark: (problems) => view.dispatch(setDiagnostics(view.state, diagnostics(view.state.doc, problems))),
    go(number) {
      const { from, to } = place(view.state.doc, number);
      view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
      view.focus();
    },
    /** Goes on where somebody was in the plain field. */
    continueAt(from, to) {
      const most = view.state.doc.length;
      view.dispatch({ selection: { anchor: Math.min(from, most), head: Math.min(to, most) }, scrollIntoView: true });
      view.focus();
    },
    end: () => view.destroy(),
  };
}
