'use strict';

const { fileURLToPath } = require('node:url');
const util = require('node:util');

const FRAME = /^\s+at /;
const PLACE = /(?:\(|at (?:async )?)((?:file:\/\/)?\/[^()]*?):(\d+)(?::\d+)?\)?$/;
const WRAPPER = /^\(async function \(exports, require, module, __filename, __dirname\) \{/;

// Global functions of reply scripts. A script for Node that misses one is told so.
const REPLY_SCRIPT = new Set([
  'GetContent',
  'GetUserID',
  'GetUserName',
  'GetUsername',
  'GetChatID',
  'GetChatName',
  'GetGroupCode',
  'GetImType',
  'ImType',
  'GetMessageID',
  'RecallMessage',
  'Continue',
  'Debug',
  'sendText',
  'sendImage',
  'sendVoice',
  'sendVideo',
  'sendFile',
  'sendMixed',
  'isAdmin',
  'param',
  'input',
  'breakIn',
  'waitPay',
  'push',
  'notifyMasters',
  'bucketGet',
  'bucketSet',
  'bucketDel',
  'bucketKeys',
  'bucketAll',
  'bucketAllKeys',
  'get',
  'set',
  'sleep',
  'request',
  'call',
  'cron',
  'response',
  'getRouter',
  'getRouterParams',
  'getRouterBody',
  'getRouterData',
]);
// `var GetContent = GetContent()` makes the name something that is no function.
const MISSING = /^(?:(\w+) is not defined|([A-Z]\w+) is not a function)$/;

function advice(message) {
  const [, missing, hidden] = MISSING.exec(message) ?? [];
  if (!REPLY_SCRIPT.has(missing ?? hidden)) return '';
  return ": this is a global function of reply scripts; add the header [language: es5] to run it as one, or take what it needs from require('./middleware') and await it";
}

/** An error of a reply script, as its thread tells it. */
class ReplyFailure extends Error {
  /** What `describe` is given: the error, or the words of what is none. */
  static of({ thrown, name, message, stack }) {
    return thrown ?? Object.assign(new ReplyFailure(message), { name, stack });
  }
}

/** The file and the line that a frame of a stack names, null where it names none. */
function place(frame) {
  const match = PLACE.exec(frame);
  if (match === null) return null;
  const file = match[1].startsWith('file://') ? fileURLToPath(match[1].split('?')[0]) : match[1];
  return { file, line: Number(match[2]) };
}

function stackOf(error) {
  try {
    return typeof error.stack === 'string' ? error.stack : String(error);
  } catch {
    return 'the error cannot be shown';
  }
}

function messageOf(error) {
  try {
    return typeof error.message === 'string' ? error.message : String(error.message ?? '');
  } catch {
    return '';
  }
}

/** Where a SyntaxError says it lies: its stack begins with `file:line`. */
function syntaxPlace(lines) {
  const match = /^((?:file:\/\/)?\/.*):(\d+)$/.exec(lines[0]);
  return match === null ? null : place(`    at ${match[1]}:${match[2]}`);
}

function ownFrames(stack, isOwn) {
  const lines = stack.split('\n');
  const kept = [];
  const places = [];
  const syntax = syntaxPlace(lines);
  if (syntax !== null) places.push(syntax);
  for (const line of lines) {
    if (!FRAME.test(line)) {
      kept.push(line.replace(WRAPPER, ''));
      continue;
    }
    const at = place(line);
    if (at !== null && isOwn(at.file)) {
      kept.push(line);
      places.push(at);
    }
  }
  return { kept: kept.join('\n'), places };
}

/** The module that is not there: a package, or a file of the plugin; a file that a package misses is the package's own affair. */
function missing(error, message) {
  if (error.code !== 'MODULE_NOT_FOUND' && error.code !== 'ERR_MODULE_NOT_FOUND') return '';
  const named = error.missing ?? /^Cannot find (?:module|package) '((?:@[\w.~-]+\/)?[\w~][\w.~-]*)/.exec(message)?.[1];
  return typeof named === 'string' ? named : '';
}

/** What the host is told about an error: only the script's own lines, not those of the SDK or of Node. */
function describe(error, file, isOwn) {
  if (!(typeof error === 'object' && error !== null && ('stack' in error || 'message' in error))) {
    const shown = typeof error === 'string' ? error : util.inspect(error, { depth: 2 });
    return { type: 'Error', message: shown, traceback: '', line: null };
  }
  const { kept, places } = ownFrames(stackOf(error), isOwn);
  const line = places.find((at) => at.file === file)?.line ?? null;
  let cause = '';
  if (error.cause instanceof Error && error.cause !== error) cause = `\nCaused by: ${ownFrames(stackOf(error.cause), isOwn).kept}`;
  const type = typeof error.name === 'string' && error.name !== '' ? error.name : 'Error';
  const message = messageOf(error) || type;
  const told = { type, message: error instanceof ReplyFailure ? message : message + advice(message), traceback: kept + cause, line };
  const module = missing(error, message);
  return module === '' ? told : { ...told, module };
}

module.exports = { describe, place, ReplyFailure };
