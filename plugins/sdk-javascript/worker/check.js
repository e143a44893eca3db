'use strict';

const fs = require('node:fs');
const { compileModule } = require('./esm.js');
const { describe } = require('./failure.js');
const { requests } = require('./requests.js');
const { Sources } = require('./source.js');

function fault(sources, file, dialect) {
  try {
    const module = dialect === 'es5' ? void sources.reply(file) : sources.compile(file);
    if (module !== undefined) compileModule(module, { identifier: file });
    // Reply scripts have no modules.
    return { file, line: 0, message: '', imports: dialect === 'es5' ? [] : requests(sources.text(file)) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { type, message, line } = describe(error, file, () => true);
    return { file, line: line ?? 0, message: `${type}: ${message}`, imports: [] };
  }
}

/**
 * Tells which scripts do not compile, without running a line of them: reads a JSON list of paths, or `{file, dialect}`, from standard input and prints
 * one line `{"file", "line", "message", "imports"}` for each that was tried; the message is empty when it compiles. `imports` are the packages and
 * files it asks for, `[line, name]` of each, but for those of Node and of the whole machine. A file that cannot be read is left out: only what is
 * known is told.
 */
function check() {
  const sources = new Sources(() => Promise.reject(new Error('Nothing is imported by a check.')));
  for (const script of JSON.parse(fs.readFileSync(0, 'utf8'))) {
    const { file, dialect = '' } = typeof script === 'string' ? { file: script } : script;
    try {
      fs.writeSync(1, `${JSON.stringify(fault(sources, file, dialect))}\n`);
    } catch (error) {
      if (error.code === 'EPIPE') return;
    }
  }
}

module.exports = { check };
