'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { compileModule } = require('./esm.js');
const { describe } = require('./failure.js');
const { asksForHandlers, requests } = require('./requests.js');
const { Sources } = require('./source.js');

const SECONDS = 10;
const MOST_BYTES = 1 << 20;

/** Asks a file which handlers it has, in a process of its own that has no host, and within a time: `{handlers}`, or `{line, message}` where it breaks. */
function ask({ seconds = SECONDS, ...script }) {
  const entry = path.join(__dirname, '..', 'botyard-worker.js');
  const done = spawnSync(process.execPath, [...process.execArgv, entry, 'declare'], {
    input: JSON.stringify(script),
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
    maxBuffer: MOST_BYTES,
  });
  if (done.error?.code === 'ETIMEDOUT') {
    return { line: 0, message: `it did not tell its handlers within ${seconds} s; what takes long belongs into a handler` };
  }
  if (done.error?.code === 'ENOBUFS') return { line: 0, message: 'it has too many handlers' };
  const text = String(done.output?.[3] ?? '');
  return text === '' ? { line: 0, message: 'it ended its process instead of telling its handlers' } : JSON.parse(text);
}

function told(sources, { file, dialect = '', declare = false, ...more }) {
  const found = { file, line: 0, message: '', imports: [] };
  try {
    const module = dialect === 'es5' ? void sources.reply(file) : sources.compile(file);
    if (module !== undefined) compileModule(module, { identifier: file });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { type, message, line } = describe(error, file, () => true);
    return { ...found, line: line ?? 0, message: `${type}: ${message}` };
  }
  if (dialect === 'es5') return found; // reply scripts have no modules
  const text = sources.text(file);
  found.imports = requests(text);
  if (!asksForHandlers(text)) return found;
  return { ...found, handlers: null, ...(declare ? ask({ file, ...more }) : {}) };
}

/**
 * Tells which scripts do not compile, without running a line of them, and which handlers they have: reads a JSON list from standard input, of paths or
 * of `{file, dialect, declare, folders, paths, seconds}`, and prints one line `{"file", "line", "message", "imports", "handlers"}` for each that was
 * tried; the message is empty when it compiles. `imports` are the packages and files it asks for, `[line, name]` of each, but for those of Node and of
 * the whole machine. A file that cannot be read is left out: only what is known is told. `handlers` is there for files that ask for `botyard`. With
 * `declare` such a file is run once to tell them, see declare.js; otherwise it is null.
 */
function check() {
  const sources = new Sources(() => Promise.reject(new Error('Nothing is imported by a check.')));
  for (const script of JSON.parse(fs.readFileSync(0, 'utf8'))) {
    try {
      const answer = told(sources, typeof script === 'string' ? { file: script } : script);
      fs.writeSync(1, `${JSON.stringify(answer)}\n`);
    } catch (error) {
      if (error.code === 'EPIPE') return;
    }
  }
}

module.exports = { check };
