'use strict';
/*
 * The thread in which reply scripts run, one at a time and each in a global scope of its own. A call of a script blocks the thread, and not
 * the process: the main thread does what was asked and wakes this one.
 */

const crypto = require('node:crypto');
const fs = require('node:fs');
const util = require('node:util');
const vm = require('node:vm');
const path = require('node:path');
const { parentPort, receiveMessageOnPort, workerData } = require('node:worker_threads');
const { Sources } = require('../worker/source.js');

/** Woken when the first place changes; the second counts characters that were printed and that the main thread has not taken yet. */
const signal = workerData;
const [WAKE, PRINTED] = [0, 1];
const MOST_PRINTED = 1 << 20;

const GLOBALS = path.join(__dirname, 'globals.js');
const globals = new vm.Script(`(function () { const exports = {};${fs.readFileSync(GLOBALS, 'utf8')}\nreturn exports.define; })()`, {
  filename: GLOBALS,
});
const sources = new Sources(() => Promise.reject(new Error('A reply script cannot import.')));

let spare = null;
let failure = null;

/** A new global scope. Making one costs more than all else that a small script does, so the next one is made when a run is over. */
function made() {
  // Without the constant, in older Node, each use of a global variable costs some microseconds.
  const scope = vm.createContext(vm.constants?.DONT_CONTEXTIFY ?? {}, { name: 'reply script' });
  return { scope, define: globals.runInContext(scope) };
}

function ask(name, args) {
  const before = Atomics.load(signal, WAKE);
  parentPort.postMessage({ call: name, args });
  Atomics.wait(signal, WAKE, before);
  return receiveMessageOnPort(parentPort).message;
}

/** Waits for the main thread where it is far behind, so that a flood does not fill the memory. */
function print(stream, ...values) {
  const line = `${util.format(...values)}\n`;
  parentPort.postMessage({ print: stream, text: line });
  for (let printed = Atomics.add(signal, PRINTED, line.length) + line.length; printed > MOST_PRINTED; ) {
    Atomics.wait(signal, PRINTED, printed, 1000);
    printed = Atomics.load(signal, PRINTED);
  }
}

function tools(scope, file) {
  const begun = new Set([file]);
  return {
    print,
    md5: (text) => crypto.createHash('md5').update(text).digest('hex'),
    uuid: () => crypto.randomUUID(),
    run(other) {
      if (begun.has(other)) return;
      begun.add(other);
      sources.reply(other).runInContext(scope, { displayErrors: false });
    },
  };
}

function start({ file, stamp, context }) {
  const { scope, define } = spare ?? made();
  spare = null;
  failure = null;
  try {
    define(scope, ask, tools(scope, file), context);
    sources.reply(file, stamp).runInContext(scope, { displayErrors: false });
  } catch (error) {
    failure = told(error);
  }
  // Later: a promise that was rejected is heard of when the microtasks are done.
  setImmediate(end);
}

function end() {
  parentPort.postMessage({ end: true, failure });
  setImmediate(() => {
    spare ??= made();
  });
}

/** What of an error can be said in another thread. */
function told(error) {
  try {
    if (typeof error === 'object' && error !== null && ('stack' in error || 'message' in error)) {
      return { name: String(error.name), message: String(error.message), stack: String(error.stack), code: String(error.code ?? '') };
    }
    return { thrown: typeof error === 'string' ? error : util.inspect(error, { depth: 2 }) };
  } catch {
    return { thrown: 'the error cannot be shown' };
  }
}

process.on('unhandledRejection', (reason) => {
  failure ??= told(reason);
});
parentPort.on('message', start);
