'use strict';

const path = require('node:path');
const { createRequire, isBuiltin } = require('node:module');
const { PANELS, SDK, HANDLERS, packageOf } = require('./modules.js');

const TEXT = String.raw`(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')`;
// Comments and texts are passed over as wholes, so that what stands in them is no request.
const TOKEN = new RegExp(
  [
    String.raw`\/\/.*|\/\*[^]*?\*\/`,
    String.raw`(?<![\w$.])(?:require|import)\s*\(\s*(${TEXT})\s*\)`,
    String.raw`(?<![\w$.])(?:import|export)\s+(?:[\w$*{}\s,]+?\s+from\s+)?(${TEXT})`,
    String.raw`\}\s*from\s+(${TEXT})`,
    TEXT,
    '`(?:\\\\.|[^`\\\\])*`',
  ].join('|'),
  'g',
);
const elsewhere = createRequire(path.join(path.parse(process.cwd()).root, 'script.js'));

/** What a specifier asks for: a package by its name, a file as it is written. */
function asked(specifier) {
  return /^[./]/.test(specifier) ? specifier : packageOf(specifier);
}

/** Whether it is neither Node's, nor the SDK's, nor named by a scheme or another plugin's author. */
function foreign(specifier) {
  return specifier !== '' && !isBuiltin(specifier) && !SDK.test(specifier) && !PANELS.test(specifier) && !specifier.includes(':');
}

/** Whether the machine has a package for every script. */
function everywhere(specifier) {
  try {
    elsewhere.resolve(specifier);
    return true;
  } catch {
    return false;
  }
}

/** Every fixed name that a script asks for, each as `[name, index]`. */
function* named(text) {
  for (const match of text.matchAll(TOKEN)) {
    const quoted = match[1] ?? match[2] ?? match[3];
    if (quoted !== undefined) yield [quoted.slice(1, -1), match.index];
  }
}

/** Whether a script may have handlers. */
function asksForHandlers(text) {
  for (const [specifier] of named(text)) if (specifier === HANDLERS) return true;
  return false;
}

/** The packages and files that a script asks for by a fixed name, each as `[line, name]` of its first place. */
function requests(text) {
  const lines = new Map();
  let line = 1;
  let counted = 0;
  for (const [specifier, index] of named(text)) {
    for (; counted < index; counted++) if (text[counted] === '\n') line++;
    if (!foreign(specifier) || specifier.includes('\\')) continue;
    const name = asked(specifier);
    if (!lines.has(name) && (/^[./]/.test(name) || !everywhere(specifier))) lines.set(name, line);
  }
  return [...lines].map(([name, at]) => [at, name]);
}

module.exports = { requests, asksForHandlers };
