'use strict';

const fs = require('node:fs');
const vm = require('node:vm');

const MOST_KEPT = 512;
const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];
const HEAD = `(async function (${PARAMETERS.join(', ')}) {`;
const CODING = /^[ \t\f]*(?:#|\/\/|\/\*).*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/;
const NO_CODE = /^[ \t\f]*(?:(?:#|\/\/|\/\*).*)?$/;
const MODULE_SYNTAX =
  /Cannot use import statement|Unexpected token 'export'|Cannot use 'import\.meta'|Unexpected token '\{'\. import|import declarations may only/;

/** UTF-8 with or without a mark, or what a comment in the first two lines names, as in Python: `// coding: gbk`. */
function decoded(bytes) {
  const head = bytes.toString('latin1', 0, 1000).split(/\r\n|\r|\n/, 2);
  for (const line of bytes[0] === 0xef && bytes[1] === 0xbb ? [] : head) {
    const coding = CODING.exec(line)?.[1];
    if (coding !== undefined) return decoder(coding).decode(bytes);
    if (!NO_CODE.test(line)) break;
  }
  return new TextDecoder().decode(bytes);
}

// The host refuses a script whose coding nobody knows, with a sentence.
function decoder(coding) {
  try {
    return new TextDecoder(coding.replaceAll('_', '-'));
  } catch {
    return new TextDecoder();
  }
}

/** Compiled code of plugin files, kept from run to run until the file changes. */
class Sources {
  #entries = new Map();
  #importer;

  /** @param importer answers dynamic imports: (specifier, file) → Promise of the module */
  constructor(importer) {
    this.#importer = importer;
  }

  /** The script itself: an async function, so that `await` and `return` work; or the text of an ES module. */
  script(file, stamp) {
    return this.#kept('script', file, stamp ?? this.#stamp(file), (text) => this.#compileScript(file, text));
  }

  /** A file that another one requires: a plain function as in Node, or the text of an ES module. */
  required(file) {
    return this.#kept('required', file, this.#stamp(file), (text) => this.#compileRequired(file, text));
  }

  /** A reply script: it has the global scope that it is run in for its own. */
  reply(file, stamp) {
    return this.#kept('reply', file, stamp ?? this.#stamp(file), (text) => new vm.Script(text, { filename: file }));
  }

  /** Compiles the script without running a line of it. The text when it is an ES module, which is not compiled here. */
  compile(file) {
    const text = this.text(file);
    if (file.endsWith('.mjs')) return text;
    return this.#compiled(file, text).module;
  }

  #kept(kind, file, stamp, compile) {
    const key = `${kind}:${file}`;
    const known = this.#entries.get(key);
    if (known !== undefined && known.stamp === stamp) return known.code;
    const code = compile(this.text(file));
    if (this.#entries.size >= MOST_KEPT) this.#entries.clear();
    this.#entries.set(key, { stamp, code });
    return code;
  }

  /** What the file says, in whatever coding. */
  text(file) {
    const text = decoded(fs.readFileSync(file));
    return text.startsWith('#!') ? `//${text.slice(2)}` : text;
  }

  #stamp(file) {
    const stat = fs.statSync(file);
    return `${stat.mtimeMs}-${stat.ctimeMs}-${stat.size}-${stat.ino}`;
  }

  #compileScript(file, text) {
    if (file.endsWith('.mjs')) return { module: text };
    const { script, ...code } = this.#compiled(file, text);
    return script === undefined ? code : { run: script.runInThisContext() };
  }

  #compiled(file, text) {
    const importModuleDynamically = (specifier) => this.#importer(specifier, file);
    try {
      // A line feed and no more after the text: it may end in a comment.
      return { script: new vm.Script(`${HEAD}${text}\n})`, { filename: file, columnOffset: -HEAD.length, importModuleDynamically }) };
    } catch (error) {
      if (error instanceof SyntaxError && MODULE_SYNTAX.test(error.message)) return { module: text };
      return this.#compilePlain(file, text, error);
    }
  }

  // Old scripts may use `await` as a name, which an async function does not allow.
  #compilePlain(file, text, reason) {
    try {
      return this.#compileRequired(file, text);
    } catch {
      throw reason;
    }
  }

  #compileRequired(file, text) {
    if (file.endsWith('.mjs')) return { module: text };
    const importModuleDynamically = (specifier) => this.#importer(specifier, file);
    try {
      return { run: vm.compileFunction(text, PARAMETERS, { filename: file, importModuleDynamically }) };
    } catch (error) {
      if (error instanceof SyntaxError && MODULE_SYNTAX.test(error.message)) return { module: text };
      throw error;
    }
  }
}

module.exports = { Sources };
