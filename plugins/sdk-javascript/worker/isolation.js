'use strict';

const timers = require('node:timers');
require('node:worker_threads'); // replaces process.chdir when it is first loaded, which must not look like a patch
const util = require('node:util');
const { Snapshot } = require('./snapshot.js');

const PRUNE_AT = 1000;
const PROCESS_OWN = [
  '_events',
  '_eventsCount',
  '_maxListeners',
  '_exiting',
  'argv',
  'title',
  'domain',
  'exitCode',
  'allowedNodeEnvironmentFlags',
];
const INTRINSICS = [
  Object,
  Array,
  String,
  Number,
  Boolean,
  Function,
  Promise,
  Date,
  RegExp,
  Error,
  TypeError,
  Map,
  Set,
  Symbol,
  BigInt,
  WeakMap,
  Uint8Array,
  URL,
  URLSearchParams,
];

/** Timers that scripts have set, so that none of them fires in a later run. */
class Timers {
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
    const wrapped = { [name]: (...args) => track(original(...args)) }[name];
    Object.defineProperty(wrapped, util.promisify.custom, { value: original[util.promisify.custom] });
    globalThis[name] = wrapped;
    timers[name] = wrapped;
  }

  #prune() {
    this.#live = this.#live.filter((timer) => !timer._destroyed);
    this.#prunedAt = Math.max(PRUNE_AT, this.#live.length * 2);
  }

  clear() {
    if (this.#live.length === 0) return;
    for (const timer of this.#live) {
      if (timer._destroyed) continue;
      if (timer._onImmediate === undefined) clearTimeout(timer);
      else clearImmediate(timer);
    }
    this.#live = [];
    this.#prunedAt = PRUNE_AT;
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

/** Everything of the process that a run may change and the next one must not see. Made once, when the worker is ready. */
class Isolation {
  timers = new Timers();
  environment = new Environment();
  listeners;
  spoiled = false;
  #snapshots = [];
  #builtins = new Map();
  #used = new Set();

  /** Takes the picture; whatever the worker itself installs has to be in place before. */
  begin(sdk) {
    this.timers.install();
    this.environment.install();
    this.listeners = new Listeners();
    const intrinsics = [console, JSON, Math, Reflect, ...INTRINSICS, ...INTRINSICS.map((type) => type.prototype)];
    const ignored = PROCESS_OWN.filter((key) => Object.hasOwn(process, key));
    this.#snapshots = [
      new Snapshot(globalThis),
      ...[...intrinsics, ...sdk].map((object) => new Snapshot(object, { thorough: false })),
      new Snapshot(process, { ignored, thorough: false }),
    ];
  }

  /** A script has got hold of a built-in module, which it may patch. */
  lend(name, exports) {
    if (this.#used.has(name)) return;
    this.#used.add(name);
    if (!this.#builtins.has(name)) {
      const patchable = (typeof exports === 'object' || typeof exports === 'function') && exports !== null && exports !== process;
      this.#builtins.set(name, patchable ? new Snapshot(exports) : null);
    }
  }

  /**
   * Runs what loads a package, which stays loaded. If it patches the process while it loads, the patches would be undone after
   * this run and then be missing: such a worker is used for one run only.
   */
  loading(load) {
    const before = this.#dirty();
    const exports = load();
    if (!before && this.#dirty()) this.spoiled = true;
    return exports;
  }

  async importing(load) {
    const before = this.#dirty();
    const namespace = await load();
    if (!before && this.#dirty()) this.spoiled = true;
    return namespace;
  }

  #dirty() {
    if (this.environment.touched || this.listeners.dirty || this.#snapshots.some((snapshot) => snapshot.dirty)) return true;
    for (const name of this.#used) if (this.#builtins.get(name)?.dirty) return true;
    return false;
  }

  /** false when something could not be put back. */
  restore() {
    try {
      this.timers.clear();
      this.environment.restore();
      this.listeners.restore();
      let whole = !this.spoiled;
      for (const snapshot of this.#snapshots) whole = snapshot.restore() && whole;
      for (const name of this.#used) whole = (this.#builtins.get(name)?.restore() ?? true) && whole;
      this.#used.clear();
      return whole;
    } catch {
      return false;
    }
  }
}

/** Ends what a run that did not come to its own end has left open. What it cannot end keeps the event loop alive. */
function closeHandles(isOurs) {
  for (const handle of process._getActiveHandles()) {
    if (isOurs(handle) || handle === process.stdout || handle === process.stderr) continue;
    try {
      handle.removeAllListeners?.();
      handle.on?.('error', () => {});
      if (typeof handle.spawnfile === 'string') handle.unref();
      else if (typeof handle.destroy === 'function') handle.destroy();
      else if (typeof handle.close === 'function') handle.close();
      handle.closeAllConnections?.();
    } catch {
      // the loop stays alive, and the worker is replaced
    }
  }
}

module.exports = { Isolation, closeHandles };
