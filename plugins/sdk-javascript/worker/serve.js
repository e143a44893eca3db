'use strict';

const net = require('node:net');
const { version } = require('../package.json');
const { host, MiddlewareError } = require('../sdk/host.js');
const middleware = require('../middleware.js');
const { RunEsm } = require('./esm.js');
const { Isolation } = require('./isolation.js');
const { Output } = require('./output.js');
const { Run, EXIT } = require('./run.js');
const { Sources } = require('./source.js');
const { Wire, MAX_MESSAGE } = require('./wire.js');

const KILL_MILLIS = 2000;
const startTimer = setTimeout;

/** A Node process that executes runs, one at a time. */
class Worker {
  wire;
  isolation = new Isolation();
  sdk = middleware;
  sources;
  folder = process.cwd;
  #output;
  #run = null;
  #startId = null;
  #nextId = 0;
  #answers = new Map();
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
    this.isolation.begin([middleware, middleware.Sender.prototype, middleware.Cron.prototype]);
    const params = { role: 'worker', token, pid: process.pid, language: 'javascript', version };
    this.request('hello', JSON.stringify(params), (message) => this.#welcomed(message));
  }

  esmOf = (modules) => new RunEsm(modules);

  #importer(specifier, file) {
    if (this.#run === null) return Promise.reject(new MiddlewareError('The run that imports this has ended.', 'run_ended'));
    return this.#run.modules.esm.import(specifier, file);
  }

  #install() {
    const worker = this;
    process.exit = function exit(code) {
      if (worker.#run === null) return worker.#exit.call(process, code);
      return worker.#run.exit(code);
    };
    const loopEmpty = () => worker.#run?.loopEmpty();
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
    if (this.#run === null) {
      this.#spoiled = true;
      return;
    }
    if (process.listenerCount('uncaughtException') > 0) {
      try {
        process.emit('uncaughtException', error, 'uncaughtException');
        return;
      } catch (another) {
        this.#run.failed(another);
        return;
      }
    }
    this.#run.failed(error);
  }

  #spoiled = false;

  // ---- messages

  /** Sends a request with its parameters as JSON text, after what was printed before it. Its id, or 0 if it is too large. */
  request(method, params, answer) {
    if (params.length > MAX_MESSAGE / 4 && Buffer.byteLength(params) > MAX_MESSAGE - 200) return 0;
    const id = ++this.#nextId;
    this.#answers.set(id, answer);
    if (this.#run !== null) this.wire.hold();
    const line = `{"jsonrpc":"2.0","id":${id},"method":"${method}","params":${params}}\n`;
    this.wire.write(this.#run === null ? line : this.#output.takeUnlessCongested() + line);
    return id;
  }

  forget(id) {
    this.#answers.delete(id);
  }

  #received(message) {
    if (message.method === undefined) {
      const answer = this.#answers.get(message.id);
      this.#answers.delete(message.id);
      answer?.(message);
    } else if (message.method === 'run.start') {
      this.#start(message);
    } else if (message.method === 'run.cancel') {
      if (this.#run !== null && this.#run.id === message.params?.run) this.#run.cancel(message.params.reason);
    } else if (message.method === 'worker.stop') {
      this.#stop('Botyard is stopping this worker');
    } else if (message.id !== undefined) {
      this.#refuse(message.id, -32601, `A JavaScript worker does not know the method ${message.method}.`);
    }
  }

  #refuse(id, code, text) {
    this.wire.write(`${JSON.stringify({ jsonrpc: '2.0', id, error: { code, message: text, data: { code: 'refused' } } })}\n`);
  }

  #welcomed(message) {
    if (message.error !== undefined) {
      process.stderr.write(`Botyard refused this worker: ${message.error.message}\n`);
      this.#exit.call(process, 1);
    }
    this.#output.limit = message.result?.limits?.output_bytes ?? 0;
  }

  // ---- runs

  #start(message) {
    if (this.#run !== null) {
      this.#refuse(message.id, -32000, 'This worker is busy with another run.');
      return;
    }
    this.#startId = message.id;
    this.#output.begin(message.params.run);
    this.#run = new Run(this, message.params);
    this.wire.idle = false;
    this.#run.start();
  }

  /** A run has ended: puts the process back as it was and tells the host. */
  ended(result, clean) {
    const output = this.#output.take();
    this.#output.end();
    host.run = null;
    this.#run = null;
    const restored = this.isolation.restore();
    process.exitCode = undefined;
    result.reusable = clean && restored && !this.#stopping && !this.#spoiled;
    this.wire.idle = true;
    this.wire.write(`${output}{"jsonrpc":"2.0","id":${this.#startId},"result":${JSON.stringify(result)}}\n`);
    if (this.#stopping) this.#leave();
  }

  #stop(reason) {
    if (this.#stopping) return;
    this.#stopping = true;
    if (this.#run === null) {
      this.#leave();
      return;
    }
    this.#run.cancel(reason);
    startTimer(() => this.#exit.call(process, 1), KILL_MILLIS);
  }

  #leave() {
    this.wire.close(() => this.#exit.call(process, 0));
  }
}

/** Connects to the host named in the environment, which forgets the token before any script can read it. */
function serve(environment) {
  const { BOTYARD_SOCKET: address, BOTYARD_TOKEN: token } = environment;
  for (const name of ['BOTYARD_SOCKET', 'BOTYARD_TOKEN', 'BOTYARD_ROLE']) delete environment[name];
  if (!address || !token) {
    process.stderr.write('This program is started by Botyard; BOTYARD_SOCKET and BOTYARD_TOKEN are missing.\n');
    process.exitCode = 2;
    return;
  }
  const socket = net.connect(address);
  const refused = (error) => {
    process.stderr.write(`Botyard cannot be reached: ${error.message}\n`);
    process.exitCode = 1;
  };
  socket.once('error', refused);
  socket.once('connect', () => {
    socket.removeListener('error', refused);
    new Worker(socket, token);
  });
}

module.exports = { serve };
