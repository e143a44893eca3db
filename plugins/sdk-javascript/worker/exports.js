'use strict';

const { Snapshot, Snapshots } = require('./snapshot.js');

const DEEPEST = 3;
const MOST_PROPERTIES = 500;

function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** An object of a class that holds one list and nothing else, such as axios's interceptors. */
function isList(value) {
  const keys = Reflect.ownKeys(value);
  return keys.length === 1 && Array.isArray(Reflect.getOwnPropertyDescriptor(value, keys[0]).value);
}

function isClass(value) {
  return Object.hasOwn(value, 'prototype') && Reflect.ownKeys(value.prototype ?? {}).length > 1;
}

/** Whether what an export leads to is put back. Objects of classes keep a state of their own, half of which would be worse than all of it. */
function isRestored(value, depth) {
  if (typeof value === 'function') return depth === 0 || isClass(value);
  if (typeof value !== 'object' || value === null || value === process.env || value === globalThis) return false;
  return Array.isArray(value) ? value.length < MOST_PROPERTIES : isPlain(value) || isList(value);
}

/** Exports of a package and what a script can reach through them and is likely to set: plain objects, lists, prototypes of classes. */
function reachable(exports) {
  const isModule = typeof exports === 'object' && exports?.[Symbol.toStringTag] === 'Module';
  const found = new Set();
  let left = MOST_PROPERTIES;
  let level = [isModule ? exports.default : exports];
  for (let depth = 0; depth <= DEEPEST; depth++) {
    const next = depth === 0 && isModule ? Object.values(exports) : [];
    for (const object of level) {
      if (found.has(object) || !isRestored(object, depth)) continue;
      const keys = Reflect.ownKeys(object);
      if (keys.length > left) continue;
      left -= keys.length;
      found.add(object);
      for (const key of keys) {
        const { enumerable, value } = Reflect.getOwnPropertyDescriptor(object, key);
        if (enumerable || key === 'prototype') next.push(value);
      }
    }
    level = next;
  }
  return [...found];
}

function flat(changes) {
  return changes.flatMap(([object, own]) => own.flatMap(([key, now]) => [object, key, now?.value, now?.get, now?.set]));
}

/** The exports of a package as they were when it had been loaded, and the way back to them. */
class PackageExports extends Snapshots {
  #objects;

  constructor(objects) {
    super(objects.map((object) => new Snapshot(object, { thorough: false })));
    this.#objects = objects;
  }

  /** null when there is nothing that a script could set. */
  static of(exports) {
    const objects = reachable(exports);
    return objects.length === 0 ? null : new PackageExports(objects);
  }

  /** Whether they differ from what `changes` gave. */
  changedSince(before) {
    const now = flat(this.changes() ?? []);
    const then = flat(before);
    return now.length !== then.length || now.some((one, i) => one !== then[i]);
  }

  /** What they are now is what they were. */
  adopt() {
    this.all = this.#objects.map((object) => new Snapshot(object, { thorough: false }));
  }
}

module.exports = { PackageExports };
