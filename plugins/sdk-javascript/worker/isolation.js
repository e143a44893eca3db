'use strict';

require('node:worker_threads'); // replaces process.chdir when it is first loaded, which must not look like a patch
const { PackageExports } = require('./exports.js');
const { Snapshot, Snapshots } = require('./snapshot.js');
const { Timers, Environment, Listeners } = require('./surroundings.js');

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

/** Everything of the process that a run may change and another one must not see. Made once, when the worker is ready. */
class Isolation {
  timers = new Timers();
  environment = new Environment();
  listeners;
  spoiled = false;
  /** Whether packages were loaded into the process, where they stay. */
  packages = false;
  #own;
  #known = new Map();
  #lent = new Set();
  #folder = process.cwd;

  /** Takes the picture; whatever the worker itself installs has to be in place before. */
  begin(sdk) {
    this.timers.install();
    this.environment.install();
    this.listeners = new Listeners();
    const intrinsics = [console, JSON, Math, Reflect, ...INTRINSICS, ...INTRINSICS.map((type) => type.prototype)];
    const ignored = PROCESS_OWN.filter((key) => Object.hasOwn(process, key));
    this.#own = new Snapshots([
      new Snapshot(globalThis),
      ...[...intrinsics, ...sdk].map((object) => new Snapshot(object, { thorough: false })),
      new Snapshot(process, { ignored, thorough: false }),
    ]);
  }

  /** Where a run begins. */
  enter(folder) {
    if (this.#folder() !== folder) process.chdir(folder);
  }

  /** A script has got hold of a built-in module, which it may patch. */
  lend(name, exports) {
    if (this.#lent.has(name)) return;
    this.#lent.add(name);
    if (!this.#known.has(name)) {
      const patchable = (typeof exports === 'object' || typeof exports === 'function') && exports !== null && exports !== process;
      this.#known.set(name, patchable ? new Snapshot(exports) : null);
    }
  }

  /** The same of a package, by its file. */
  lendPackage(file, exports) {
    this.packages = true;
    if (this.#lent.has(file)) return;
    this.#lent.add(file);
    if (!this.#known.has(file)) this.#known.set(file, PackageExports.of(exports));
  }

  knows(file) {
    return this.#known.has(file);
  }

  /**
   * Runs what loads a package, which stays loaded. If it patches the process while it loads, the patches would be undone after
   * this run and then be missing: such a worker is used for one run only.
   */
  loading(load) {
    const before = this.#beforeLoading();
    const exports = load();
    this.#loaded(before);
    return exports;
  }

  async importing(load) {
    const before = this.#beforeLoading();
    const namespace = await load();
    this.#loaded(before);
    return namespace;
  }

  #beforeLoading() {
    return { dirty: this.#dirty(), packages: this.#lentOnes(true).map((one) => [one, one.changes()]) };
  }

  // A package may add itself to another one, such as a locale. That belongs to the other from now on, unless the script has changed it, too.
  #loaded({ dirty, packages }) {
    for (const [one, before] of packages) {
      if (before !== null) this.spoiled ||= one.changedSince(before);
      else if (one.dirty) one.adopt();
    }
    if (!dirty && this.#dirty()) this.spoiled = true;
  }

  #lentOnes(packages) {
    return [...this.#lent].map((name) => this.#known.get(name)).filter((one) => one !== null && one instanceof PackageExports === packages);
  }

  #dirty() {
    return this.environment.touched || this.listeners.dirty || this.#own.dirty || this.#lentOnes(false).some((one) => one.dirty);
  }

  // ---- from one run to another

  /** Puts the process back after a run; false when something could not be put back. */
  restore() {
    return this.#restored() && !this.spoiled;
  }

  #restored() {
    try {
      this.timers.clear();
      this.environment.restore();
      this.listeners.restore();
      let whole = this.#own.restore();
      for (const name of this.#lent) whole = (this.#known.get(name)?.restore() ?? true) && whole;
      this.#lent.clear();
      process.exitCode = undefined;
      return whole;
    } catch {
      return false;
    }
  }

  /** Takes aside what the active run has changed and puts the process back. null, with everything as it was, where that cannot be done wholly. */
  aside() {
    let aside;
    try {
      aside = this.#changes();
    } catch {
      return null;
    }
    if (this.#undone(aside)) return aside;
    this.resume(aside);
    return null;
  }

  /** The same as `#restored`, where it is known what has changed. */
  #undone({ own, lent }) {
    try {
      this.environment.restore();
      this.listeners.restore();
      let whole = true;
      for (const [one] of own ?? []) whole = one.restore() && whole;
      for (let i = 0; i < lent.length; i += 2) {
        if (lent[i + 1] !== null) whole = this.#known.get(lent[i]).restore() && whole;
      }
      this.#lent.clear();
      process.exitCode = undefined;
      return whole;
    } catch {
      return false;
    }
  }

  #changes() {
    const lent = [];
    for (const name of this.#lent) lent.push(name, this.#known.get(name)?.changes() ?? null);
    return {
      folder: this.#folder(),
      argv: process.argv,
      exitCode: process.exitCode,
      environment: this.environment.changes(),
      listeners: this.listeners.changes(),
      own: this.#own.changes(),
      lent,
      timers: this.timers.take(),
    };
  }

  /** Gives a run back what `aside` has taken; false when the process does not take all of it. */
  resume({ timers, folder, argv, exitCode, environment, listeners, own, lent }) {
    try {
      this.timers.give(timers);
      process.argv = argv;
      process.exitCode = exitCode;
      if (environment !== null) this.environment.apply(environment);
      if (listeners !== null) this.listeners.apply(listeners);
      let whole = own === null || this.#own.apply(own);
      for (let i = 0; i < lent.length; i += 2) {
        this.#lent.add(lent[i]);
        if (lent[i + 1] !== null) whole = this.#known.get(lent[i]).apply(lent[i + 1]) && whole;
      }
      this.enter(folder); // last: it may have been removed
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
