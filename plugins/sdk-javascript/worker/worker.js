'use strict';

const { version } = require('../package.json');
const { host, MiddlewareError } = require('../sdk/host.js');
const botyard = require('../botyard.js');
const middleware = require('../middleware.js');
const { Threads } = require('../replies/threads.js');
const { RunEsm } = require('./esm.js');
const { Isolation } = require('./isolation.js');
const { Leftovers } = require('./leftovers.js');
const { Output } = require('./output.js');
const { Run, EXIT } = require('./run.js');
const { Sources } = require('./source.js');
const { Wire, MAX_MESSAGE } = require('./wire.js');

const KILL_MILLIS = 2000;
const LOOK_MILLIS = 20;
const SHORT_MILLIS = 20;
const startTimer = setTimeout;
const startInterval = setInterval;
const startImmediate = setImmediate;

/**
 * A Node process that executes runs. One is active at a time; others of the same plugin may be set aside in it, because they wait for the
 * answer to a call. What reaches those is kept until their turn.
 */
class Worker {
  wire;
  isolation = new Isolation();
  sdk = middleware;
  handlersSdk = botyard;
  sources;
  /** Where reply scripts run. */
  threads = new Threads();
  #output;
  #runs = new Map();
  #active = null;
  #turns = [];
  #nextId = 0;
  #answers = new Map();
  /** The active run waits, but cannot be set aside. */
  #stays = false;
  /** The active run has waited long enough for an answer while others have turns to come. */
  #yields = false;
  #patience = false;
  #spoiled = false;
  /** Whether the host has heard that no new run may begin here. */
  #closed = false;
  #stopping = false;
  #exit = process.exit;
  #removeAll = process.removeAllListeners;

  constructor(socket, token) {
    this.wire = new Wire(socket, (message) => this.#received(message));
    this.sources = new Sources((specifier, file) => this.#importer(specifier, file));
    this.#output = new Output(this.wire);
    socket.on('close', () => this.#stop('Botyard has closed the connection'));
    socket.on('error', () => {}); // followed by close
    this.#install();
    this.isolation.begin([middleware, middleware.Sender.prototype, middleware.Cron.prototype, botyard, botyard.Event.prototype]);
    const params = { role: 'worker', token, pid: process.pid, language: 'javascript', version };
    this.request('hello', JSON.stringify(params), (message) => this.#welcomed(message));
  }

  esmOf = (modules) => new RunEsm(modules);

  #importer(specifier, file) {
    if (this.#active === null) return Promise.reject(new MiddlewareError('The run that imports this has ended.', 'run_ended'));
    return this.#active.modules.esm.import(specifier, file);
  }

  #install() {
    const worker = this;
    process.exit = function exit(code) {
      if (worker.#active !== null) return worker.#active.exit(code);
      if (worker.#runs.size > 0) throw EXIT; // said by what an ended run has left behind
      return worker.#exit.call(process, code);
    };
    const emit = process.emit;
    Object.defineProperty(process, 'emit', {
      value: function emitEvent(name, ...args) {
        // A run that is set aside has not come to its end, so its own listeners hear nothing.
        return name === 'beforeExit' && worker.#setAside() ? true : Reflect.apply(emit, this, [name, ...args]);
      },
      writable: true,
      configurable: true,
    });
    const loopEmpty = () => worker.#active?.loopEmpty();
    process.on('beforeExit', loopEmpty);
    process.removeAllListeners = function removeAllListeners(...args) {
      worker.#removeAll.apply(process, args);
      if (!process.listeners('beforeExit').includes(loopEmpty)) process.prependListener('beforeExit', loopEmpty);
      return process;
    };
    process.setUncaughtExceptionCaptureCallback((error) => this.#uncaught(error));
    const emitWarning = process.emitWarning;
    process.emitWarning = function (warning, ...rest) {
      if (/VM Modules/.test(String(warning))) return undefined;
      return emitWarning.call(process, warning, ...rest);
    };
    globalThis.importJs = middleware.importJs;
  }

  #uncaught(error) {
    if (error === EXIT) return;
    if (this.#active === null) {
      this.#spoiled = true;
      return;
    }
    if (process.listenerCount('uncaughtException') > 0) {
      try {
        process.emit('uncaughtException', error, 'uncaughtException');
        return;
      } catch (another) {
        this.#active.failed(another);
        return;
      }
    }
    this.#active.failed(error);
  }

  // ---- messages

  /**
   * Sends a request with its parameters as JSON text, after what was printed before it. Its id, or 0 if it is too large.
   * @param asker the run that is told the answer, or a function
   */
  request(method, params, asker) {
    if (params.length > MAX_MESSAGE / 4 && Buffer.byteLength(params) > MAX_MESSAGE - 200) return 0;
    const id = ++this.#nextId;
    this.#answers.set(id, asker);
    const line = `{"jsonrpc":"2.0","id":${id},"method":"${method}","params":${params}}\n`;
    this.wire.write(asker === this.#active ? this.#output.takeUnlessCongested() + line : line);
    return id;
  }

  forget(id) {
    this.#answers.delete(id);
  }

  #received(message) {
    const { method, params } = message;
    if (method === undefined) {
      this.#answered(message);
    } else if (method === 'run.start') {
      this.#start(message);
    } else if (method === 'run.cancel') {
      this.#cancel(this.#runs.get(params?.run), params?.reason);
    } else if (method === 'run.drop') {
      this.#drop(this.#runs.get(params?.run));
    } else if (method === 'worker.stop') {
      this.#stop('Botyard is stopping this worker');
    } else if (message.id !== undefined) {
      this.#refuse(message.id, -32601, `A JavaScript worker does not know the method ${method}.`);
    }
  }

  #answered(message) {
    const asker = this.#answers.get(message.id);
    this.#answers.delete(message.id);
    if (asker instanceof Run) this.turn(asker, () => asker.answered(message));
    else asker?.(message);
  }

  #refuse(id, code, text, kind = 'refused') {
    this.wire.write(`${JSON.stringify({ jsonrpc: '2.0', id, error: { code, message: text, data: { code: kind } } })}\n`);
  }

  #notify(method, params) {
    return `{"jsonrpc":"2.0","method":"${method}","params":${JSON.stringify(params)}}\n`;
  }

  #welcomed(message) {
    if (message.error !== undefined) {
      process.stderr.write(`Botyard refused this worker: ${message.error.message}\n`);
      this.#exit.call(process, 1);
    }
    this.#output.limit = message.result?.limits?.output_bytes ?? 0;
  }

  // ---- turns

  isActive(run) {
    return run === this.#active;
  }

  /** Does something of a run: at once if it is active, else in its turn. */
  turn(run, deed) {
    if (run === this.#active) {
      deed();
      if (this.#stays) {
        this.#stays = false;
        this.#stayAwake();
      }
      return;
    }
    if (!this.#runs.has(run.id)) return;
    run.inbox ??= [];
    run.inbox.push(deed);
    if (run.inbox.length > 1) return;
    this.#turns.push(run);
    if (this.#active === null && this.#turns.length === 1) this.#next();
    else this.#stayAwake();
  }

  #next() {
    if (this.#active !== null || this.#turns.length === 0) return;
    const run = this.#turns.shift();
    const deeds = run.inbox;
    run.inbox = null;
    this.#activate(run);
    if (run.announced) {
      run.announced = false;
      this.wire.write(this.#notify('run.resumed', { run: run.id }));
    }
    for (const deed of deeds) {
      try {
        deed();
      } catch (error) {
        this.#uncaught(error); // of a timer
      }
    }
  }

  #activate(run) {
    this.#active = run;
    this.#yields = false;
    host.run = run;
    this.isolation.timers.owner = run;
    if (run.aside === null) {
      this.#output.begin(run.id);
    } else {
      if (!this.isolation.resume(run.aside)) this.#spoiled = true;
      this.#output.resume(run.printed);
      run.aside = null;
      run.printed = null;
    }
    this.#stayAwake();
  }

  // Not at once: this is called when the event loop has come to its end, and Node asks only now whether there is more.
  #nobodyActive() {
    this.#active = null;
    this.#stays = false;
    host.run = null;
    this.isolation.timers.owner = null;
    this.#stayAwake();
    if (this.#turns.length > 0) startImmediate(() => this.#next());
  }

  /** Whether a run has calls that keep the event loop alive has changed. */
  held(run) {
    if (run === this.#active) this.#stayAwake();
  }

  /**
   * Calls that are not for a person keep the loop alive, most for a millisecond or two. After a longer time they do so no more while others
   * have turns to come: at the loop's end the run can be set aside for them.
   */
  #stayAwake() {
    const run = this.#active;
    const holdsUp = run?.held && this.#turns.length > 0;
    if (holdsUp && !this.#yields) this.#yieldSoon(run);
    this.wire.awaited = run === null || this.#stays || (run.held && !(holdsUp && this.#yields));
  }

  #yieldSoon(run) {
    if (this.#patience) return;
    this.#patience = true;
    startTimer(() => {
      this.#patience = false;
      this.#yields = run === this.#active;
      this.#stayAwake();
    }, SHORT_MILLIS).unref();
  }

  /** The event loop has nothing left to do. True if that is not the end of the active run, since it has calls that will be answered. */
  #setAside() {
    const run = this.#active;
    if (run === null || !run.waits) return false;
    const aside = this.isolation.aside();
    if (aside === null) {
      this.#stays = true;
      this.#stayAwake();
      return true;
    }
    run.aside = aside;
    run.announced = true;
    const lines = this.#output.takeUnlessCongested();
    run.printed = this.#output.aside();
    this.wire.write(lines + this.#notify('run.parked', { run: run.id, reusable: this.#reusable(), packages: this.isolation.packages }));
    this.#nobodyActive();
    return true;
  }

  // ---- runs

  #start({ id, params }) {
    const [other] = this.#runs.values();
    if (this.#closed || this.#stopping) {
      this.#refuse(id, -32000, 'This worker takes no new runs.', 'busy');
    } else if (other !== undefined && other.file !== params.plugin?.file) {
      this.#refuse(id, -32000, 'This worker is busy with runs of another plugin.', 'busy');
    } else {
      const run = new Run(this, params, id);
      this.#runs.set(run.id, run);
      if (this.#active === null && this.#turns.length === 0) {
        this.#activate(run);
        run.start();
      } else {
        run.announced = true;
        this.turn(run, () => run.start());
      }
    }
  }

  #cancel(run, reason) {
    if (run === undefined) return;
    if (run.begun) {
      this.turn(run, () => run.cancel(reason));
    } else {
      this.#leaveQueue(run);
      this.#answer(run, run.unbegun(reason));
    }
  }

  #drop(run) {
    if (run === undefined) return;
    if (run === this.#active) {
      run.kill('Botyard has given it up');
    } else {
      this.#leaveQueue(run);
      if (run.aside !== null) this.isolation.timers.end(run.aside.timers);
      run.drop();
    }
  }

  #leaveQueue(run) {
    this.#runs.delete(run.id);
    this.#turns = this.#turns.filter((one) => one !== run);
    this.#stayAwake();
  }

  /** Whether another run may begin here. Once the host was told that none may, those that have not begun are refused. */
  #reusable() {
    this.#closed ||= this.#spoiled || this.isolation.spoiled;
    if (!this.#closed) return !this.#stopping;
    for (const run of this.#turns.filter((one) => !one.begun)) {
      this.#leaveQueue(run);
      this.#refuse(run.startId, -32000, 'This worker takes no new runs.', 'busy');
    }
    return false;
  }

  #answer(run, result, before = '') {
    result.reusable = this.#reusable();
    if (this.isolation.packages) result.packages = true;
    this.wire.write(`${before}{"jsonrpc":"2.0","id":${run.startId},"result":${JSON.stringify(result)}}\n`);
  }

  /** The active run has ended: puts the process back as it was and tells the host. */
  ended(run, result, clean) {
    const output = this.#output.take();
    this.#output.end();
    this.#runs.delete(run.id);
    if (!this.isolation.restore() || !clean) this.#spoiled = true;
    this.#answer(run, result, output);
    this.#nobodyActive();
    if (this.#stopping && this.#runs.size === 0) this.#leave();
    else if (!clean && this.#runs.size > 0) this.#lookPast(new Leftovers());
  }

  // What an ended run has left on the loop would keep the others from ever coming to its end.
  #lookPast(leftovers) {
    startInterval(() => {
      if (this.#active !== null && leftovers.alone && !this.#setAside()) this.#active.loopEmpty();
    }, LOOK_MILLIS).unref();
  }

  #stop(reason) {
    if (this.#stopping) return;
    this.#stopping = true;
    for (const run of [...this.#runs.values()]) this.#cancel(run, reason);
    if (this.#runs.size === 0) this.#leave();
    else startTimer(() => this.#exit.call(process, 1), KILL_MILLIS).unref();
  }

  #leave() {
    this.wire.close(() => this.#exit.call(process, 0));
  }
}

module.exports = { Worker };
