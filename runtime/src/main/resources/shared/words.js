// Which language a page speaks, and how its words are filled. Each page has a table of its own: every word in English and Chinese.

const LANGUAGES = ['en', 'zh'];
const asked = globalThis.navigator?.language ?? 'en';
const matches = (name) => asked.toLowerCase().startsWith(name);

export const language = LANGUAGES.find(matches) ?? 'en';

/** For times and numbers: the browser's own form of that language. */
export const locale = matches(language) ? asked : language;

// How the host's commands are started; the host writes it into the page.
const command = globalThis.document?.body.dataset.command ?? 'botyard';

/** Speaks the words of a table: `{name}` is filled with the value of that name, `{command}` with the host's own. */
export function speaker(table) {
  const column = LANGUAGES.indexOf(language);
  return (key, values = {}) => table[key][column].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? (name === 'command' ? command : ''));
}
