'use strict';

const path = require('node:path');
const { Worker: NodeThread } = require('node:worker_threads');
const { MiddlewareError } = require('../sdk/host.js');
const { ReplyFailure } = require('../worker/failure.js');
const { service } = require('./service.js');

const [WAKE, PRINTED] = [0, 1];
/** Threads that are kept for the next run. More were needed at once only while runs waited for people. */
const MOST_IDLE = 1;
const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY';
/** Node lets a thread that is at its limit go 16 MiB beyond it, to end it in order. What survives one collection of the young must fit into that, or the
    process dies with it. */
const YOUNG = { maxYoungGenerationSizeMb: 12 };

/** One thread and what wakes it. It does not keep the process going, but while a script computes in it. */
class Thread {
  #signal = new Int32Array(new SharedArrayBuffer(8));
  #worker = new NodeThread(path.join(__dirname, 'thread.js'), {
    workerData: this.#signal,
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: YOUNG,
  });
  /** Hears what it says: `heard(message)`, and `died(error)` at its end. */
  owner = null;
  alive = true;

  constructor() {
    this.#worker.on('message', (message) => this.#heard(message));
    this.#worker.on('error', (error) => this.owner?.died(error));
    this.#worker.on('exit', () => {
      this.alive = false;
      this.owner?.died(new Error('The thread of the script has ended.'));
    });
    this.#worker.unref();
  }

  #heard(message) {
    if (message.print !== undefined) {
      process[message.print].write(message.text);
      Atomics.sub(this.#signal, PRINTED, message.text.length);
      Atomics.notify(this.#signal, PRINTED);
    } else {
      this.owner?.heard(message);
    }
  }

  start(run) {
    this.#worker.ref();
    this.#worker.postMessage(run);
  }

  answer(answer) {
    this.#worker.ref();
    this.#worker.postMessage(answer);
    Atomics.add(this.#signal, WAKE, 1);
    Atomics.notify(this.#signal, WAKE);
  }

  rests() {
    this.#worker.unref();
  }

  end() {
    this.owner = null;
    this.#worker.terminate();
    this.#worker.unref(); // while it ends, runs come to their end without it
  }
}

/** The threads of one worker process. */
class Threads {
  #idle = [];

  take() {
    this.#idle = this.#idle.filter((thread) => thread.alive);
    return this.#idle.pop() ?? new Thread();
  }

  give(thread) {
    thread.owner = null;
    if (this.#idle.length < MOST_IDLE) this.#idle.push(thread);
    else thread.end();
  }
}

/** The part of a run that is in a thread: passes on what the script asks, one thing after another. */
class ReplyRun {
  #run;
  #threads;
  #thread;
  #over = null;
  /** The call that the script waits for, null while it computes. */
  #asked = null;
  /** What every call says once the run was cancelled. */
  #cancelled = null;

  constructor(run, threads) {
    this.#run = run;
    this.#threads = threads;
  }

  /** @returns a Promise that settles with the script */
  play({ file, stamp }) {
    this.#thread = this.#threads.take();
    this.#thread.owner = this;
    return new Promise((resolve, reject) => {
      this.#over = { resolve, reject };
      this.#thread.start({ file, stamp, context: JSON.stringify(this.#run.context) });
    });
  }

  heard({ call, args, failure }) {
    if (call !== undefined) {
      this.#ask(call, JSON.parse(args));
      return;
    }
    this.#thread.rests();
    this.#threads.give(this.#thread);
    this.#thread = null;
    if (failure === null) this.#over.resolve();
    else this.#over.reject(ReplyFailure.of(failure));
  }

  #ask(name, args) {
    const asked = new AbortController();
    this.#asked = asked;
    if (this.#cancelled !== null) {
      this.#answer(asked, this.#cancelled);
      return;
    }
    this.#thread.rests();
    service(name, args, this.#run, asked.signal).then(
      (result) => this.#answer(asked, { ok: JSON.stringify(result) }),
      (error) => this.#answer(asked, { error: { message: error.message, code: error.code } }),
    );
  }

  #answer(asked, answer) {
    if (this.#asked !== asked) return;
    this.#asked = null;
    this.#thread?.answer(answer);
  }

  /** What the script waits for fails, so that it can come to its end by itself. */
  cancel(reason) {
    this.#cancelled = { error: { message: `The run was cancelled: ${reason}`, code: 'cancelled' } };
    const asked = this.#asked;
    if (asked === null) return;
    asked.abort();
    this.#answer(asked, this.#cancelled);
  }

  died(error) {
    if (this.#thread === null) return;
    this.end();
    const memory = 'The script used more memory than a run may (plugins.memory_mb).';
    this.#over.reject(error.code === OUT_OF_MEMORY ? new MiddlewareError(memory, 'memory') : error);
  }

  /** Ends the script, wherever it is. */
  end() {
    if (this.#thread === null) return;
    this.#asked?.abort();
    this.#asked = null;
    this.#thread.end();
    this.#thread = null;
  }
}

module.exports = { Threads, ReplyRun };
