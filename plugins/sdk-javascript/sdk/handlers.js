'use strict';

const { MiddlewareError, current } = require('./host.js');
const { Event } = require('./event.js');

const PLACEHOLDER = /\{([\p{L}_][\p{L}\p{N}_]*)(?::([^{}?]+))?(\?)?\}/gu;
const NUMBERS = new Set(['int', 'number']);
/** Flags of regular expressions that the host has, too, and those that change nothing for it. */
const FLAGS = /[ims]/;
const IDLE = /[dguy]/;

function listed(value) {
  return Array.isArray(value) ? value : [value];
}

/** `(what, handler)`, `(what, options, handler)`, and for messages `(handler)`. */
function given(all) {
  const [handler] = all.slice(-1);
  if (typeof handler !== 'function') throw new TypeError('The last argument of a handler is the function that is called.');
  const [what = [], options = {}] = all.slice(0, -1);
  return { triggers: listed(what), options: options ?? {}, handler };
}

function add(kind, { triggers, options, handler }) {
  const { handlers, place } = current();
  const wanted = String(options.name ?? handler.name) || `${kind}_${handlers.length + 1}`;
  let name = wanted;
  for (let number = 2; handlers.some((one) => one.name === name); number++) name = `${wanted}_${number}`;
  handlers.push({ kind, triggers, handler, name, priority: options.priority ?? 0, admin: options.admin === true, line: place?.() ?? 0 });
}

/** Fires the function for messages that fit one of the patterns; without one, for every message. */
function onMessage(...all) {
  add('message', given(all));
}

/** Fires the function for events of this name, or of names that begin so up to a `-`. */
function onEvent(...all) {
  add('event', given(all));
}

/** Fires the function again and again: `1h30m`, or a cron expression, in the zone of the host. */
function every(...all) {
  add('schedule', given(all));
}

// ---- what the host is told

function rule(pattern, faults) {
  if (typeof pattern === 'string') return { pattern };
  if (Object.prototype.toString.call(pattern) !== '[object RegExp]') {
    faults.push(`a pattern is text or a regular expression, not ${pattern === null ? 'null' : typeof pattern}`);
    return { regex: '(?!)' };
  }
  const unknown = [...pattern.flags].filter((flag) => !FLAGS.test(flag) && !IDLE.test(flag));
  if (unknown.length > 0) faults.push(`the flag ${unknown[0]} of a regular expression means nothing here`);
  const flags = [...pattern.flags].filter((flag) => FLAGS.test(flag)).join('');
  return { regex: (flags === '' ? '' : `(?${flags})`) + pattern.source.replaceAll(String.raw`\/`, '/') };
}

/** The handlers as the host reads them, each with what is wrong with it. */
function declared(handlers) {
  return handlers.map(({ kind, triggers, name, priority, admin, line }) => {
    const faults = [];
    const told = { name, line, kind, priority, admin, faults };
    if (kind === 'message') {
      const rules = triggers.map((pattern) => rule(pattern, faults));
      return { ...told, rules: rules.length === 0 ? [{ regex: '' }] : rules };
    }
    const words = triggers.filter((trigger) => typeof trigger === 'string');
    if (words.length === 0 || words.length < triggers.length) {
      faults.push(`it names nothing that fires it; write text such as ${kind === 'event' ? 'group.member.join' : '1h'}`);
    }
    return { ...told, triggers: words };
  });
}

// ---- one run

/** What the placeholders of the patterns make of the captures: a number, text, or nothing. */
function argumentsOf({ triggers }, names, params) {
  const kinds = new Map();
  for (const pattern of triggers) {
    if (typeof pattern !== 'string') continue;
    for (const [, name, kind] of pattern.matchAll(PLACEHOLDER)) if (!kinds.has(name)) kinds.set(name, kind ?? '');
  }
  return Object.fromEntries(
    names.map((name, at) => {
      const text = params[at] ?? '';
      return [name, text === '' ? undefined : NUMBERS.has(kinds.get(name)) ? Number(text) : text];
    }),
  );
}

/** Calls the handler that a trigger has named, once the file has been run. */
async function fire(run, { name, names = [] }) {
  const wanted = run.handlers.find((one) => one.name === name);
  if (wanted === undefined) {
    throw new MiddlewareError(`The file has no handler '${name}' this time; handlers must stand there whatever happens.`, 'no_handler');
  }
  const event = new Event(run);
  await wanted.handler(event, argumentsOf(wanted, names, event.params));
}

module.exports = { onMessage, onEvent, every, declared, fire };
