// What the console's editor takes of CodeMirror; the rest is left out of the bundle.

export { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
export { javascriptLanguage } from '@codemirror/lang-javascript';
export { pythonLanguage } from '@codemirror/lang-python';
export { yamlLanguage } from '@codemirror/lang-yaml';
export { HighlightStyle, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
export { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
export { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
export { EditorState } from '@codemirror/state';
export {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
export { tags } from '@lezer/highlight';
