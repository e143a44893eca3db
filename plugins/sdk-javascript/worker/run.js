'use strict';

const path = require('node:path');
const { ReplyRun } = require('../replies/threads.js');
const { fire } = require('../sdk/handlers.js');
const { MiddlewareError } = require('../sdk/host.js');
const { describe } = require('./failure.js');
const { closeHandles } = require('./isolation.js');
const { RunModules } = require('./modules.js');

/** How long what is being closed may take. In steps, since a process that was kept waiting finds all of that time gone, and nothing left to do. */
const LINGER_MILLIS = 10;
const LINGER_STEPS = 5;
const CANCEL_MILLIS = 700;
const UNSETTLED = 13;
const startTimer = setTimeout;
const stopTimer = clearTimeout;
const startImmediate = setImmediate;

/** Calls that wait for a person. A run that only waits for such is parked. */
const PATIENT = new Set(['listen', 'waitPay']);

/** Thrown by `process.exit`, so that nothing after it is done. */
const EXIT = Object.freeze(Object.assign(new Error('process.exit'), { name: 'Exit' }));

/** One run of a script, from its start to the answer to the host. Lives on the event loop, whenever it is the active one. */
class Run {
  id;
  startId;
  context;
  modules;
  value = null;
  mediaItems = null;
  /** What the file has told so far. */
  handlers = [];
  begun = false;
  /** What reached the run since it was set aside, to be done in its turn. */
  inbox = null;
  /** What `Isolation.aside` has taken, and what of its output the host has not got; null while it is active. */
  aside = null;
  printed = null;
  /** Whether the host wants to hear that its turn has begun. */
  announced = false;
  #worker;
  #plugin;
  /** Which of the file's handlers is wanted, if any. */
  #wanted;
  #settled = false;
  #over = false;
  #answered = false;
  #exit = null;
  #error = null;
  #cancelled = null;
  #unsettled = false;
  #timer = null;
  #pending = new Map();
  #held = 0;
  /** The part of a reply script that is in a thread; null for other scripts. */
  #reply = null;

  /** @param startId of the request that is answered at its end */
  constructor(worker, params, startId) {
    this.#worker = worker;
    this.#plugin = params.plugin;
    this.#wanted = params.handler;
    this.startId = startId;
    this.id = params.run;
    this.context = params.context ?? {};
    this.modules = new RunModules(params.plugin, worker);
    this.modules.addPaths(params.plugin.paths ?? []);
  }

  get file() {
    return this.#plugin.file;
  }

  get pluginName() {
    return this.#plugin.name ?? '';
  }

  start() {
    const { file } = this.#plugin;
    this.begun = true;
    process.argv = [process.execPath, file, this.id];
    process.exitCode = undefined;
    try {
      this.#worker.isolation.enter(this.#plugin.folder || path.dirname(file));
      const executed = this.#execute(file);
      (this.#wanted === undefined ? executed : executed.then(() => fire(this, this.#wanted))).then(
        () => {
          this.#settled = true;
        },
        (error) => this.failed(error),
      );
    } catch (error) {
      this.failed(error);
    }
  }

  #execute(file) {
    if (this.#plugin.dialect === 'es5') {
      this.modules.makeMain(file);
      this.#reply = new ReplyRun(this, this.#worker.threads);
      return this.#reply.play(this.#plugin);
    }
    const code = this.#worker.sources.script(file, this.#plugin.stamp);
    const main = this.modules.makeMain(file);
    if (code.module !== undefined) return this.modules.esm.runMain(file, code.module);
    const { exports } = main;
    return Promise.resolve(Reflect.apply(code.run, exports, [exports, main.require, main, file, path.dirname(file)]));
  }

  // ---- calls

  /** Asks the host. After the run was ended by force the Promise stays open: the script goes no further. */
  call(method, params) {
    if (this.#answered) return Promise.reject(new MiddlewareError(`${method} was called after the run had ended.`, 'run_ended'));
    if (this.#over) return new Promise(() => {});
    if (this.#cancelled !== null) return Promise.reject(this.#cancellation());
    params.run = this.id;
    let text;
    try {
      text = JSON.stringify(params);
    } catch (error) {
      return Promise.reject(
        new MiddlewareError(`The arguments of ${method} cannot be written as JSON: ${error.message}`, 'invalid_request'),
      );
    }
    const failure = new MiddlewareError('', ''); // made here, because here the script's line is on the stack
    return new Promise((resolve, reject) => {
      const id = this.#worker.request(method, text, this);
      if (id === 0) {
        reject(new MiddlewareError(`The arguments of ${method} are too large; the limit is 32 MiB.`, 'too_large'));
        return;
      }
      const patient = PATIENT.has(method);
      this.#pending.set(id, { resolve, reject, failure, patient });
      if (!patient) this.#hold(1);
    });
  }

  #hold(more) {
    this.#held += more;
    this.#worker.held(this);
  }

  /** Whether calls wait for something else than a person. */
  get held() {
    return this.#held > 0;
  }

  /** Whether it will go on when a call is answered. */
  get waits() {
    return this.#pending.size > 0 && !this.#over;
  }

  answered(message) {
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    this.#pending.delete(message.id);
    if (!pending.patient) this.#hold(-1);
    if (message.error === undefined) {
      pending.resolve(message.result);
      return;
    }
    const { failure } = pending;
    failure.message = message.error.message ?? 'The host refused the call and gave no reason.';
    failure.code = message.error.data?.code ?? '';
    pending.reject(failure);
  }

  // ---- ends

  #cancellation() {
    return new MiddlewareError(`The run was cancelled: ${this.#cancelled}`, 'cancelled');
  }

  cancel(reason) {
    if (this.#cancelled !== null || this.#over) return;
    this.#cancelled = reason || 'no reason was given';
    const pending = [...this.#pending.values()];
    this.#dropCalls();
    for (const { reject, failure } of pending) {
      failure.message = `The run was cancelled: ${this.#cancelled}`;
      failure.code = 'cancelled';
      reject(failure);
    }
    this.#reply?.cancel(this.#cancelled);
    this.#timer = startTimer(() => {
      this.#error ??= describe(this.#cancellation(), this.#plugin.file, (file) => this.modules.isOwn(file));
      this.#force();
    }, CANCEL_MILLIS);
    this.#timer.unref();
  }

  /** An error nobody has caught, at the top or anywhere else: the run is over, as the process would be in Node. */
  failed(error) {
    if (error === EXIT || this.#over) return;
    if (!this.#worker.isActive(this)) {
      this.#worker.turn(this, () => this.failed(error));
      return;
    }
    this.#error = describe(error, this.#plugin.file, (file) => this.modules.isOwn(file));
    this.#force();
  }

  /** `process.exit`. */
  exit(code) {
    if (!this.#over) {
      this.#exit = Number(code ?? process.exitCode ?? 0) | 0;
      this.#force();
    }
    throw EXIT;
  }

  #dropCalls() {
    for (const id of this.#pending.keys()) this.#worker.forget(id);
    this.#pending.clear();
    this.#hold(-this.#held);
  }

  /** Does something in its turn. */
  later(deed) {
    this.#worker.turn(this, deed);
  }

  /** The host wants to hear no more of this run, which is not active. */
  drop() {
    this.#over = true;
    this.#answered = true;
    this.#dropCalls();
    this.#reply?.end();
  }

  /** The host wants to hear no more of this run, which is active. */
  kill(reason) {
    this.cancel(reason);
    this.failed(this.#cancellation());
  }

  /** The result of a run that was cancelled before its turn. */
  unbegun(reason) {
    this.#cancelled = reason || 'no reason was given';
    this.#error = describe(this.#cancellation(), this.file, () => false);
    return this.#result(1);
  }

  /** Ends the run before it has come to its own end. What cannot be closed costs the process. */
  #force() {
    this.#over = true;
    stopTimer(this.#timer); // of a cancellation, which would close what the next run has opened
    this.#dropCalls();
    this.#reply?.end();
    startImmediate(() => {
      this.#worker.isolation.timers.clear();
      closeHandles((handle) => this.#worker.wire.isSocket(handle));
      this.#linger(LINGER_STEPS);
    });
  }

  #linger(steps) {
    const next = () => (steps === 1 ? this.#finish(false) : this.#linger(steps - 1));
    this.#timer = startTimer(next, LINGER_MILLIS);
    this.#timer.unref();
  }

  /** The event loop has nothing left to do for this run. */
  loopEmpty() {
    if (this.#answered) return;
    if (!this.#over) {
      if (this.#beforeExit()) return;
      this.#unsettled = !this.#settled;
    }
    this.#finish(true);
  }

  // The listeners are called by the very event that has led here; they may have given the loop new work.
  #beforeExit() {
    const added = this.#worker.isolation.listeners.added('beforeExit');
    if (added.length === 0) return false;
    for (const listener of added) process.removeListener('beforeExit', listener);
    startImmediate(() => {});
    return true;
  }

  #finish(clean) {
    if (this.#answered) return;
    stopTimer(this.#timer);
    const exit = this.#exitCode();
    for (const listener of this.#worker.isolation.listeners.added('exit')) {
      try {
        Reflect.apply(listener, process, [exit]);
      } catch (error) {
        if (error !== EXIT) this.#error ??= describe(error, this.#plugin.file, (file) => this.modules.isOwn(file));
      }
    }
    this.#over = true;
    this.#answered = true;
    if (this.#unsettled && this.#error === null) {
      this.#error = {
        type: 'Error',
        message: 'The script waits at its top level for a promise that nothing can settle any more.',
        traceback: '',
        line: null,
      };
    }
    this.#worker.ended(this, this.#result(this.#error === null ? exit : exit || 1), clean);
  }

  #exitCode() {
    if (this.#unsettled) return UNSETTLED;
    if (this.#exit !== null) return this.#exit;
    return Number(process.exitCode ?? 0) | 0 || (this.#error === null ? 0 : 1);
  }

  #result(exit) {
    const failed = this.#error !== null;
    const status = failed ? (this.#cancelled === null ? 'error' : 'cancelled') : 'ok';
    return { status, exit, value: this.value, error: this.#error };
  }
}

module.exports = { Run, EXIT };
