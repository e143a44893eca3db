// The editor of programs, as a person sees it.

/** The text of the editor with this name. */
export const code = (where, name) => where.locator(`.cm-content[aria-label="${name}"]`);

/** Writes over all of it, by the keyboard. */
export async function write(field, text) {
  await field.focus();
  await field.press('Control+a');
  await field.page().keyboard.insertText(text);
}

export const textOf = (field) => field.locator('.cm-line').evaluateAll((lines) => lines.map((line) => line.textContent).join('\n'));

/** The numbers of the lines that have a mark of a fault. */
export const marked = async (where) => {
  const tops = (selector) => where.locator(selector).evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)));
  const numbers = await tops('.cm-lineNumbers .cm-gutterElement');
  const first = await where.locator('.cm-lineNumbers .cm-gutterElement').evaluateAll((all) => all.map((one) => Number(one.textContent)));
  return (await tops('.cm-gutter-lint .cm-gutterElement:has(.cm-lint-marker)')).map((top) => first[numbers.lastIndexOf(top)]);
};
