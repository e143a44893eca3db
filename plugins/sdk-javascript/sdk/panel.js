'use strict';
// What Qinglong and DaiDai panels have in common: a login that is renewed, and calls whose errors are sentences.

const http = require('node:http');
const https = require('node:https');
const { bucketAllKeys, bucketGet } = require('./functions.js');

const LARGEST = 32 << 20;
const LONGEST_REASON = 300;
const EARLY = 60; // seconds before its end a token is renewed
const MOST_TOKENS = 100;
const tokens = new Map();

/** A container could not be asked, or refuses. `code` is its own code or the HTTP status, 0 when it gave no answer. */
class ContainerError extends Error {
  constructor(message, code = 0) {
    super(message);
    this.name = 'ContainerError';
    this.code = code;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isAddress(text) {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** An id as panels want it: a number where it is one. */
function idOf(value) {
  const text = String(value).trim();
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}

const idsOf = (values) => (Array.isArray(values) ? values : [values]).map(idOf);
const partOf = (value) => encodeURIComponent(String(value).trim());

/** One container. */
class Panel {
  static KIND = '';
  static BUCKET = '';
  #client;

  /** `(host, client_id, client_secret, name, timeout)` or `({ host, client_id, client_secret, name }, timeout)`; milliseconds. */
  constructor(host, client_id, client_secret, name, timeout) {
    const known = host !== null && typeof host === 'object' ? host : { host, client_id, client_secret, name };
    const wait = known === host && typeof client_id === 'number' ? client_id : timeout;
    this.host = String(known.host ?? '')
      .trim()
      .replace(/\/+$/, '');
    this.client_id = String(known.client_id ?? '');
    this.client_secret = String(known.client_secret ?? '');
    this.name = String(known.name ?? '');
    this.timeout = wait ?? 15_000;
    if (!isAddress(this.host)) {
      throw new ContainerError(`The address of a ${this.constructor.KIND} container begins with http:// or https://.`);
    }
    this.#client = /^https/i.test(this.host) ? https : http;
  }

  toString() {
    const address = new URL(this.host);
    const shown = `${address.protocol}//${address.host}${address.pathname.replace(/\/$/, '')}`;
    return `${this.constructor.KIND} ${this.name ? `'${this.name}' (${shown})` : shown}`;
  }

  // ---- login

  /** The token of the login, kept until it ends; `fresh` asks for another one. */
  async token(fresh = false) {
    const key = JSON.stringify([this.constructor.KIND, this.host, this.client_id, this.client_secret]);
    const known = tokens.get(key);
    if (known !== undefined && !fresh && Date.now() / 1000 < known.ends - EARLY) return known.token;
    const login = await this._logIn();
    if (tokens.size >= MOST_TOKENS) tokens.clear();
    tokens.set(key, login);
    return login.token;
  }

  _refused(reason, code) {
    return new ContainerError(
      `${this} does not let this host in: ${this._clean(reason)}. Look at its address, client_id and client_secret.`,
      code,
    );
  }

  // ---- calls

  /** Any call of the panel's Open API; what it answers as data. A login that has run out is renewed once. */
  async call(method, path, query, body) {
    let answer = await this._send(method, path, query, body, await this.token());
    if (this._unknown(answer)) answer = await this._send(method, path, query, body, await this.token(true));
    return this._data(answer, `${method} ${path}`);
  }

  _unknown({ status }) {
    return status === 401;
  }

  _failed(what, code, body) {
    const reason = this._reason(body);
    return new ContainerError(`${this} answers ${what} with ${code}${reason ? `: ${this._clean(reason)}` : ''}.`, Number(code) || 0);
  }

  _reason(body) {
    return ['message', 'error', 'msg'].map((key) => body?.[key]).find((text) => typeof text === 'string' && text.trim()) ?? '';
  }

  /** On one line, shortened, and without what must not be read by others. */
  _clean(text) {
    const hidden = [this.client_secret, encodeURIComponent(this.client_secret), ...[...tokens.values()].map(({ token }) => token)];
    const bare = hidden
      .filter(Boolean)
      .reduce((left, secret) => left.replaceAll(secret, '…'), String(text))
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[.。]+$/, '');
    return bare.length > LONGEST_REASON ? `${bare.slice(0, LONGEST_REASON)}…` : bare;
  }

  /** The status and what the panel says, parsed. Follows no redirect: the token is for this address alone. */
  async _send(method, path, query, body, token) {
    const what = `${method} ${path}`;
    const asked = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null);
    const address = `${this.host}${path}${asked.length > 0 ? `?${new URLSearchParams(asked)}` : ''}`;
    const data = body === undefined || body === null ? undefined : Buffer.from(JSON.stringify(body));
    const headers = { Accept: 'application/json', Connection: 'close' };
    if (data !== undefined) Object.assign(headers, { 'Content-Type': 'application/json;charset=UTF-8', 'Content-Length': data.length });
    if (token) headers.Authorization = `Bearer ${token}`;
    const { status, text } = await this.#exchange(address, { method, headers, agent: false }, data, what);
    const answer = parsed(text);
    if (answer === undefined && !(status === 401 && token)) {
      throw new ContainerError(`${this} answers ${what} with HTTP ${status} and something that is no JSON; is its address right?`, status);
    }
    return { status, body: answer };
  }

  #exchange(address, options, data, what) {
    return new Promise((resolve, reject) => {
      const fail = (why) => {
        clearTimeout(timer);
        request.destroy();
        reject(new ContainerError(`${this} ${why}.`));
      };
      const timer = setTimeout(() => fail(`does not answer ${what} within ${this.timeout} ms`), this.timeout);
      const broken = (error) => fail(`cannot be reached: ${this._clean(error.message || error.code)}`);
      const request = this.#client.request(address, options, (response) => {
        const chunks = [];
        let size = 0;
        response.on('error', broken);
        response.on('data', (chunk) => {
          size += chunk.length;
          if (size > LARGEST) fail(`answers ${what} with more than 32 MiB`);
          else chunks.push(chunk);
        });
        response.on('end', () => {
          clearTimeout(timer);
          resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() });
        });
      });
      request.on('error', broken);
      request.end(data);
    });
  }
}

/** What the host's list holds of this kind: `id`, `name`, `host`, `client_id`, `client_secret`. */
async function containersOf(Kind) {
  const found = [];
  for (const key of (await bucketAllKeys(Kind.BUCKET)) ?? []) {
    const entry = parsed(await bucketGet(Kind.BUCKET, key));
    if (entry !== null && typeof entry === 'object') found.push({ id: key, ...entry });
  }
  return found;
}

/** The container of the host's list with this id or name; the first without one. */
async function containerOf(Kind, wanted = '') {
  const known = await containersOf(Kind);
  const found = known.find((entry) => ['', entry.id, entry.name].includes(String(wanted)));
  if (found !== undefined) return new Kind(found);
  const names = known.map((entry) => entry.id).join(', ');
  throw new ContainerError(
    `There is no ${Kind.KIND} container${wanted === '' ? '' : ` '${wanted}'`}; ${
      names ? `known are ${names}` : 'add one in the console, under Containers, or in containers.yaml'
    }.`,
  );
}

module.exports = { containerOf, containersOf, ContainerError, Panel, idOf, idsOf, partOf };
