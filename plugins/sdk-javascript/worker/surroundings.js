'use strict';

const timers = require('node:timers');
const util = require('node:util');

const PRUNE_AT = 1000;

/** Timers that scripts have set. None fires after its run, nor while another run is active. */
class Timers {
  /** The active run, or null. `later(deed)` of another one does something in its turn. */
  owner = null;
  #live = [];
  #prunedAt = PRUNE_AT;

  install() {
    for (const name of ['setTimeout', 'setInterval', 'setImmediate']) this.#wrap(name);
  }

  #wrap(name) {
    const original = globalThis[name];
    const track = (timer) => {
      this.#live.push(timer);
      if (this.#live.length > this.#prunedAt) this.#prune();
      return timer;
    };
    const wrapped = { [name]: (callback, ...rest) => track(original(this.#inTurn(callback), ...rest)) }[name];
    Object.defineProperty(wrapped, util.promisify.custom, { value: original[util.promisify.custom] });
    globalThis[name] = wrapped;
    timers[name] = wrapped;
  }

  #inTurn(callback) {
    const { owner } = this;
    if (typeof callback !== 'function' || owner === null) return callback;
    const timers = this;
    let queued = false;
    return function fire(...args) {
      if (timers.owner === owner) return Reflect.apply(callback, this, args);
      if (queued) return undefined; // an interval, for the second time
      queued = true;
      owner.later(() => {
        queued = false;
        Reflect.apply(callback, this, args);
      });
      return undefined;
    };
  }

  #prune() {
    this.#live = this.#live.filter((timer) => !timer._destroyed);
    this.#prunedAt = Math.max(PRUNE_AT, this.#live.length * 2);
  }

  /** Those of the active run, which are given back with `give`. */
  take() {
    const taken = this.#live.filter((timer) => !timer._destroyed);
    this.#live = [];
    this.#prunedAt = PRUNE_AT;
    return taken;
  }

  give(taken) {
    this.#live = taken;
  }

  clear() {
    if (this.#live.length > 0) this.end(this.take());
  }

  end(taken) {
    for (const timer of taken) {
      if (timer._onImmediate === undefined) clearTimeout(timer);
      else clearImmediate(timer);
    }
  }
}

/** The process's environment variables; knows whether a script has changed them. */
class Environment {
  #real = process.env;
  #before = { ...process.env };
  touched = false;

  install() {
    process.env = new Proxy(this.#real, {
      set: (target, key, value) => {
        const before = target[key];
        target[key] = value;
        this.touched ||= target[key] !== before;
        return true;
      },
      deleteProperty: (target, key) => {
        this.touched ||= key in target; // packages delete what is not there
        return Reflect.deleteProperty(target, key);
      },
      defineProperty: (target, key, descriptor) => {
        this.touched = true;
        return Reflect.defineProperty(target, key, descriptor);
      },
    });
  }

  /** What differs, for `apply`; null when nothing does. */
  changes() {
    if (!this.touched) return null;
    const keys = new Set([...Object.keys(this.#real), ...Object.keys(this.#before)]);
    return [...keys].filter((key) => this.#real[key] !== this.#before[key]).map((key) => [key, this.#real[key]]);
  }

  apply(changes) {
    this.touched = true;
    for (const [key, value] of changes) {
      if (value === undefined) delete this.#real[key];
      else this.#real[key] = value;
    }
  }

  restore() {
    if (!this.touched) return;
    this.touched = false;
    for (const key of Object.keys(this.#real)) if (!(key in this.#before)) delete this.#real[key];
    for (const [key, value] of Object.entries(this.#before)) if (this.#real[key] !== value) this.#real[key] = value;
  }
}

/** Listeners on `process`. */
class Listeners {
  #before = new Map(process.eventNames().map((name) => [name, process.rawListeners(name)]));

  /** The run's own listeners of one event. */
  added(name) {
    const before = this.#before.get(name) ?? [];
    return process.listenerCount(name) === before.length ? [] : process.rawListeners(name).filter((one) => !before.includes(one));
  }

  /** What differs, for `apply`; null when nothing does. */
  changes() {
    const found = [];
    for (const name of new Set([...process.eventNames(), ...this.#before.keys()])) {
      const before = this.#before.get(name) ?? [];
      const now = process.rawListeners(name);
      const added = now.filter((one) => !before.includes(one));
      const removed = before.filter((one) => !now.includes(one));
      if (added.length + removed.length > 0) found.push({ name, added, removed });
    }
    return found.length === 0 ? null : found;
  }

  apply(changes) {
    for (const { name, added, removed } of changes) {
      for (const listener of removed) process.removeListener(name, listener);
      for (const listener of added) process.on(name, listener);
    }
  }

  get dirty() {
    return process.eventNames().some((name) => this.added(name).length > 0);
  }

  restore() {
    for (const name of process.eventNames()) {
      for (const listener of this.added(name)) process.removeListener(name, listener);
    }
    for (const [name, before] of this.#before) {
      if (process.listenerCount(name) !== before.length) {
        process.removeAllListeners(name);
        for (const listener of before) process.on(name, listener);
      }
    }
  }
}

module.exports = { Timers, Environment, Listeners };
