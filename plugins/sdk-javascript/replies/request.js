'use strict';
// `request` of reply scripts.

const http = require('node:http');
const https = require('node:https');
const path = require('node:path');
const zlib = require('node:zlib');
const { isObject, text, millis } = require('../sdk/arguments.js');
const { outgoing, fields, isGiven } = require('./body.js');
const { way } = require('./connection.js');

const METHODS = ['get', 'post', 'put', 'delete', 'patch', 'head', 'options'];
const DEFAULT_MILLIS = 60000;
const MOST_BYTES = 64 << 20;
const MOST_HOPS = 10;
const UNPACK = { gzip: zlib.createGunzip, 'x-gzip': zlib.createGunzip, deflate: zlib.createInflate, br: zlib.createBrotliDecompress };
/** What another server than the one it was meant for must not hear. */
const PRIVATE = ['authorization', 'cookie', 'proxy-authorization'];

function addressOf(options) {
  const named = METHODS.find((method) => typeof options[method] === 'string');
  const address = text(options.url ?? options.uri ?? options[named]).trim();
  if (address === '') throw new Error('it has no url');
  const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new Error(`its url begins with ${url.protocol}//, not with http:// or https://`);
  return { url, method: (text(options.method) || named || 'get').toUpperCase() };
}

function headersOf(given) {
  const headers = {};
  for (const [name, value] of Object.entries(isObject(given) ? given : {})) {
    if (value !== undefined && value !== null) headers[name.trim().toLowerCase()] = Array.isArray(value) ? value.map(text) : text(value);
  }
  return headers;
}

/** The proxy of the script's words; with `useproxy` alone that of the environment. */
function proxyOf({ useproxy, useProxy = useproxy, proxyAddr, proxy = proxyAddr }, url) {
  if (useProxy === false || useProxy === 'false') return '';
  if (isGiven(proxy)) return text(proxy).trim();
  const variable = url.protocol === 'https:' ? ['HTTPS_PROXY', 'https_proxy'] : ['HTTP_PROXY', 'http_proxy'];
  return useProxy ? (process.env[variable[0]] ?? process.env[variable[1]] ?? '') : '';
}

/** One way there and back. */
async function exchange({ url, method, headers, body }, through, signal) {
  const { proxied = {}, secure = url.protocol === 'https:', tunnel, ...to } = await way(url, through, signal);
  return new Promise((resolve, reject) => {
    const asked = (secure ? https : http).request({ ...to, method, signal, agent: false, headers: { ...headers, ...proxied } });
    asked.once('error', reject);
    asked.once('response', (response) => {
      // A tunnel that nobody closes would keep the run from its end.
      response.once('close', () => tunnel?.destroy());
      resolve(response);
    });
    asked.end(body?.bytes);
  });
}

function read(response) {
  const unpack = UNPACK[text(response.headers['content-encoding']).trim().toLowerCase()];
  const stream = unpack === undefined ? response : response.pipe(unpack());
  return new Promise((resolve, reject) => {
    const chunks = [];
    let size = 0;
    response.once('error', reject);
    response.once('aborted', () => reject(new Error('the server hung up')));
    stream.once('error', reject);
    stream.on('data', (chunk) => {
      size += chunk.length;
      if (size > MOST_BYTES) {
        response.destroy();
        reject(new Error(`the answer is larger than ${MOST_BYTES >> 20} MiB`));
      } else {
        chunks.push(chunk);
      }
    });
    stream.once('end', () => resolve(Buffer.concat(chunks)));
  });
}

function decoded(bytes, type) {
  try {
    return new TextDecoder(/charset=["']?([\w-]+)/i.exec(type)?.[1] ?? 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** Names as Node has them, and as Go writes them, which scripts look for. */
function named(headers) {
  const both = { ...headers };
  for (const [name, value] of Object.entries(headers)) both[name.replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase())] = value;
  return both;
}

function parsed(words) {
  try {
    return JSON.parse(words);
  } catch {
    return words;
  }
}

/** What is asked of the place that an answer points to. */
function onward(asked, status, url) {
  const headers = { ...asked.headers, host: url.host };
  if (url.origin !== asked.url.origin) for (const name of PRIVATE) delete headers[name];
  if (status === 307 || status === 308 || asked.method === 'GET' || asked.method === 'HEAD') return { ...asked, url, headers };
  for (const name of ['content-type', 'content-length', 'transfer-encoding']) delete headers[name];
  return { ...asked, url, headers, method: 'GET', body: null };
}

async function follow(asked, options, signal) {
  let at = asked;
  for (let hop = 0; ; hop++) {
    const response = await exchange(at, proxyOf(options, at.url), signal);
    const { statusCode: status, headers } = response;
    const location = status >= 300 && status < 400 && headers.location ? new URL(headers.location, at.url) : null;
    const wanted = options.dataType === 'location';
    if (location === null || wanted || !/^https?:$/.test(location.protocol)) {
      const words = decoded(await read(response), text(headers['content-type']));
      const json = options.dataType === 'json' || options.json === true;
      const body = wanted ? (location?.href ?? '') : json ? parsed(words) : words;
      return { status, statusCode: status, headers: named(headers), header: named(headers), url: at.url.href, body };
    }
    response.resume();
    response.destroy();
    if (hop === MOST_HOPS) throw new Error(`it was sent on more than ${MOST_HOPS} times`);
    at = onward(at, status, location);
  }
}

async function prepared({ url, method }, options, folder) {
  const headers = { 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'Botyard', ...headersOf(options.headers), host: url.host };
  if (method === 'GET' || method === 'HEAD') {
    if (isGiven(options.formData)) for (const [name, value] of fields(options.formData)) url.searchParams.append(name, value);
    if (!isGiven(options.body)) return { url, method, headers, body: null };
  }
  const body = await outgoing(options, text(headers['content-type']).toLowerCase(), folder);
  if (body !== null) {
    if (body.type !== '' && (body.forced || headers['content-type'] === undefined)) headers['content-type'] = body.type;
    headers['content-length'] = body.bytes.length;
    delete headers['transfer-encoding'];
  }
  return { url, method, headers, body };
}

/**
 * Asks a server. Never rejects: a script hears of a failure in its callback, and a callback is rare.
 * @param ended aborts when the run is over
 * @returns a Promise of `{ response }`, or of `{ error: { message, code } }`
 */
async function request(given, run, ended) {
  const options = isObject(given) ? given : {};
  let what = 'request';
  let timer = null;
  const over = new AbortController();
  try {
    const address = addressOf(options);
    what = `request ${address.method} ${address.url.origin}${address.url.pathname}`;
    const limit = millis(options.timeOut ?? options.timeout, 0) || DEFAULT_MILLIS;
    timer = setTimeout(() => over.abort(new Error(`no answer within ${limit} ms`)), limit);
    ended.addEventListener('abort', () => over.abort(new Error('the run was cancelled')));
    const asked = await prepared(address, options, path.dirname(run.file));
    return { response: await follow(asked, options, over.signal) };
  } catch (error) {
    const reason = over.signal.aborted ? over.signal.reason : error;
    return { error: { message: `${what}: ${reason.message || reason.code || 'it failed'}`, code: reason.code ?? 'request_failed' } };
  } finally {
    clearTimeout(timer);
  }
}

module.exports = { request };
