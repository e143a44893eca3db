// What the tests of the console and of the chat page have in common. In the tree the pages' common scripts lie in a folder of the runtime;
// the build puts them below each page.

import { register } from 'node:module';
import { readFile, readdir } from 'node:fs/promises';

export const shared = new URL('../../main/resources/shared/', import.meta.url);

const hooks = `export const resolve = (name, context, next) =>
  next(name.startsWith('./shared/') ? new URL(name.slice('./shared/'.length), '${shared}').href : name, context);`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

/** The scripts of a page, by name. */
export async function scriptsOf(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(new URL(name, folder), 'utf8')])));
}

/** The chains of scripts that need, over others, themselves. */
export function circles(scripts) {
  const found = [];
  const visit = (name, above) => {
    if (above.includes(name)) {
      found.push([...above, name].join(' → '));
      return;
    }
    const needs = [...(scripts.get(name) ?? '').matchAll(/^import .* from '\.\/([\w/]+\.js)';$/gm)].map((match) => match[1]);
    needs.forEach((next) => visit(next, [...above, name]));
  };
  [...scripts.keys()].forEach((name) => visit(name, []));
  return found;
}

/** Long tables lie in several files. */
const isTable = (name) => name.endsWith('words.js');

/** What is wrong with a page's words: asked for and not there, or there in one language alone. */
export function wordProblems(scripts) {
  const words = [...scripts].filter(([name]) => isTable(name)).map(([, text]) => text);
  const table = new Map([...words.join('\n').matchAll(/^ {2}(\w+): \[([\s\S]*?)\],?$/gm)].map((match) => [match[1], match[2]]));
  const asked = [...scripts].flatMap(([name, text]) => (isTable(name) ? [] : [...text.matchAll(/\bt\('(\w+)'/g)].map((match) => match[1])));
  const half = [...table]
    .filter(([, words]) => (words.match(/'(?:[^'\\]|\\.)+'|"(?:[^"\\]|\\.)+"/g) ?? []).length !== 2)
    .map(([key]) => key);
  return { size: table.size, missing: [...new Set(asked.filter((key) => !table.has(key)))], half };
}
