'use strict';
// A host of the real protocol over a real socket, for tests and measurements: a Unix socket, or a port where BOTYARD_TEST_TRANSPORT is `tcp`
// or the test says so.

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');

const WORKER = path.join(__dirname, '..', 'botyard-worker.js');
// How long a test waits for what must happen, far longer than it takes; BOTYARD_TEST_PATIENCE, a factor, stretches it on slow machines.
const DEADLINE = 30000 * Number(process.env.BOTYARD_TEST_PATIENCE || 1);
const HOST = {
  name: 'Botyard',
  version: '1.0.0',
  port: 8200,
  domain: 'http://127.0.0.1:8200',
  machineId: 'b-1',
  versionInfo: { version: '1.0.0', runtime: 'java' },
};
const RECEIPT = { ok: true, message_id: 'm-1', messageid: 'm-1', message_ids: ['m-1'], raw: null, error: '', action: 'sendText' };
const ANSWERS = { reply: RECEIPT, recall: RECEIPT, push: { sent: 1, receipt: {} }, return: true, continue: true, response: true };

class Refusal extends Error {
  constructor(message, code = 'refused', number = -32000) {
    super(message);
    this.error = { code: number, message, data: { code } };
  }
}

class FakeHost {
  calls = [];
  output = { stdout: '', stderr: '', dropped: 0, largest: 0, notices: 0 };
  greeting = null;
  answers = {};
  /** What hears the messages of a run, by its id; see dialogue.js. */
  dialogues = new Map();
  exited;

  static async start({
    flags = ['--experimental-vm-modules'],
    limits = { memory_bytes: 0, output_bytes: 0 },
    env = {},
    transport = process.env.BOTYARD_TEST_TRANSPORT || 'unix',
  } = {}) {
    const host = new FakeHost();
    host.folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'botyard-js-')));
    host.plugins = path.join(host.folder, 'plugins');
    fs.mkdirSync(host.plugins);
    host.limits = limits;
    const server = net.createServer((socket) => host.#joined(socket));
    await new Promise((resolve) => {
      server.listen(transport === 'tcp' ? { host: '127.0.0.1', port: 0 } : path.join(host.folder, 's'), resolve);
    });
    const address = transport === 'tcp' ? `tcp:127.0.0.1:${server.address().port}` : server.address();
    host.server = server;
    host.ready = new Promise((resolve) => {
      host.welcomed = resolve;
    });
    host.process = spawn(process.execPath, [...flags, WORKER], {
      // As the host does: of its own environment a worker sees nothing that begins like this.
      env: {
        ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('BOTYARD_'))),
        ...env,
        BOTYARD_SOCKET: address,
        BOTYARD_TOKEN: 't-1',
        BOTYARD_ROLE: 'worker',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    host.said = '';
    host.process.stdout.on('data', (chunk) => {
      host.said += chunk;
    });
    host.process.stderr.on('data', (chunk) => {
      host.said += chunk;
    });
    host.exited = new Promise((resolve) => {
      host.process.on('exit', (code, signal) => resolve({ code, signal }));
    });
    host.exited.then(() => host.#lost());
    await within(host.ready, 'the worker did not say hello: ', () => host.said);
    return host;
  }

  #joined(socket) {
    this.socket = socket;
    this.pending = new Map();
    this.nextId = 0;
    let rest = [];
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      let start = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
        rest.push(chunk.subarray(start, end));
        this.#received(JSON.parse(Buffer.concat(rest).toString()));
        rest = [];
        start = end + 1;
      }
      if (start < chunk.length) rest.push(chunk.subarray(start));
    });
  }

  send(message) {
    this.socket.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }

  #received(message) {
    const { method, params } = message;
    if (method === undefined) {
      this.pending.get(message.id)?.(message);
      this.pending.delete(message.id);
    } else if (method === 'hello') {
      this.greeting = message;
      this.send({ id: message.id, result: { protocol: 1, limits: this.limits } });
      this.welcomed();
    } else if (this.dialogues.has(params.run)) {
      this.dialogues.get(params.run).received(message);
    } else if (method === 'run.output') {
      this.output[params.stream] += params.text;
      this.output.dropped += params.dropped ?? 0;
      this.output.largest = Math.max(this.output.largest, Buffer.byteLength(params.text));
      this.output.notices++;
    } else {
      this.calls.push(message);
      this.#answer(message);
    }
  }

  async #answer({ id, method, params }) {
    const { run, ...rest } = params;
    if (run !== this.token) {
      this.send({ id, error: { code: -32000, message: 'The run has ended.', data: { code: 'run_ended' } } });
      return;
    }
    try {
      const known = method in this.answers ? this.answers[method] : ANSWERS[method];
      const result = typeof known === 'function' ? await known(rest) : known;
      if (result !== FakeHost.SILENCE) this.send({ id, result: result ?? null });
    } catch (refusal) {
      this.send({ id, error: refusal.error ?? { code: -32000, message: refusal.message, data: { code: 'refused' } } });
    }
  }

  request(method, params) {
    const id = ++this.nextId;
    return new Promise((resolve, reject) => {
      this.pending.set(id, (message) => (message.error ? reject(new Error(message.error.message)) : resolve(message.result)));
      if (this.process.exitCode === null && this.process.signalCode === null) this.send({ id, method, params });
      else this.#lost();
    });
  }

  /** Whoever waits for an answer of the worker hears that none will come. */
  #lost() {
    for (const settle of this.pending.values()) settle({ error: { message: 'the worker died' } });
    this.pending.clear();
  }

  /** Writes a file below the plugin folder. */
  write(name, text) {
    const file = path.join(this.plugins, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    return file;
  }

  startParams(file, { context = {}, trigger = 'message', stamp, dialect = '', handler } = {}) {
    const stat = fs.statSync(file);
    this.token = `r-${Math.random().toString(16).slice(2)}`;
    return {
      run: this.token,
      plugin: {
        file,
        folder: this.plugins,
        folders: [this.plugins],
        name: 'p',
        title: 'P',
        version: '1.0.0',
        stamp: stamp ?? `${stat.mtimeMs}-${stat.size}`,
        dialect,
      },
      trigger,
      ...(handler === undefined ? {} : { handler }),
      context: {
        imType: 'qq',
        userID: '42',
        userName: 'Li',
        chatID: '7',
        message: 'echo hello',
        messageID: 'm-0',
        params: ['hello', '2'],
        pluginName: 'P',
        pluginVersion: '1.0.0',
        host: HOST,
        ...context,
      },
    };
  }

  /** Runs a file of the plugin folder; its result. `calls` and `output` are of this run. */
  async runFile(name, options = {}) {
    this.calls = [];
    this.output = { stdout: '', stderr: '', dropped: 0, largest: 0, notices: 0 };
    this.answers = options.answers ?? {};
    const params = this.startParams(path.join(this.plugins, name), options);
    return within(this.request('run.start', params), 'the run did not end: ', () => this.said);
  }

  /** Runs source text. */
  async run(source, options = {}) {
    const name = options.name ?? 'script.js';
    this.write(name, source);
    return this.runFile(name, { stamp: String(Math.random()), ...options });
  }

  /** Runs the body with `m` and `s` at hand; what it returns, as JSON sent through the return value. */
  async evaluate(body, options = {}) {
    const result = await this.run(
      `const m = require('./middleware.js'); const s = new m.Sender(m.getSenderID());
const out = await (async () => { ${body} })(); await s.returnValue(JSON.stringify(out) ?? 'undefined');`,
      options,
    );
    if (result.status !== 'ok') throw new Error(`${result.error.type}: ${result.error.message}\n${result.error.traceback}`);
    return result.value === 'undefined' ? undefined : JSON.parse(result.value);
  }

  async stop() {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.send({ method: 'worker.stop' });
      const timer = setTimeout(() => this.process.kill('SIGKILL'), DEADLINE);
      await this.exited;
      clearTimeout(timer);
    }
    this.server.close();
    this.socket?.destroy();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
FakeHost.SILENCE = Symbol('no answer');

function within(promise, words, more = () => '') {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(words + more())), DEADLINE);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}

module.exports = { FakeHost, Refusal, HOST, RECEIPT };
