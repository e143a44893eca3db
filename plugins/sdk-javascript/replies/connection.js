'use strict';
// Ways from here to a server: straight, or through a proxy that a script names.

const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const tls = require('node:tls');

const SOCKS = { noLogin: 0, login: 2, connect: 1, name: 3 };
const REFUSALS = [
  '',
  'it failed',
  'it is not allowed',
  'the network cannot be reached',
  'the server cannot be reached',
  'it was refused',
  'it took too long',
];

function proxyOf(address) {
  const url = new URL(address.includes('://') ? address : `http://${address}`);
  if (!/^(?:https?|socks5h?):$/.test(url.protocol))
    throw new Error(`a proxy begins with http://, https:// or socks5://, not with ${url.protocol}//`);
  return url;
}

function portOf(url) {
  return Number(url.port) || { 'https:': 443, 'socks5:': 1080, 'socks5h:': 1080 }[url.protocol] || 80;
}

function hostOf(url) {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function login(proxy) {
  return proxy.username === '' ? null : `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
}

function proxyHeaders(proxy) {
  const known = login(proxy);
  return known === null ? {} : { 'proxy-authorization': `Basic ${Buffer.from(known).toString('base64')}` };
}

function opened(socket, event) {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once(event, () => {
      socket.removeListener('error', reject);
      resolve(socket);
    });
  });
}

/** A tunnel by `CONNECT`. */
function httpTunnel(proxy, target, signal) {
  const { request } = proxy.protocol === 'https:' ? https : http;
  const authority = `${target.hostname}:${portOf(target)}`;
  return new Promise((resolve, reject) => {
    const asked = request({
      host: hostOf(proxy),
      port: portOf(proxy),
      method: 'CONNECT',
      path: authority,
      agent: false,
      signal,
      headers: { host: authority, ...proxyHeaders(proxy) },
    });
    asked.once('error', reject);
    asked.once('response', ({ statusCode }) => reject(new Error(`the proxy answered ${statusCode}`)));
    asked.once('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) {
        resolve(socket);
      } else {
        socket.destroy();
        reject(new Error(`the proxy answered ${statusCode}`));
      }
    });
    asked.end();
  });
}

/** Reads just so many bytes at a time: what follows belongs to the server. */
async function bytes(socket, count) {
  for (;;) {
    const read = socket.read(count);
    if (read !== null) {
      if (read.length < count) break;
      return read;
    }
    if (socket.readableEnded || socket.destroyed) break;
    await new Promise((resolve) => {
      const go = () => {
        for (const event of ['readable', 'end', 'close']) socket.removeListener(event, go);
        resolve();
      };
      for (const event of ['readable', 'end', 'close']) socket.once(event, go);
    });
  }
  throw new Error('the proxy hung up');
}

/** RFC 1928 and 1929; the proxy looks the server's name up. */
async function socksTunnel(proxy, target, signal) {
  const socket = await opened(net.connect({ host: hostOf(proxy), port: portOf(proxy), signal }), 'connect');
  socket.on('error', () => {}); // the read that is under way says so
  try {
    const known = login(proxy);
    socket.write(Buffer.from([5, 1, known === null ? SOCKS.noLogin : SOCKS.login]));
    const [, method] = await bytes(socket, 2);
    if (method === SOCKS.login && known !== null) {
      const [user, password] = [proxy.username, proxy.password].map((one) => Buffer.from(decodeURIComponent(one)));
      socket.write(Buffer.concat([Buffer.from([1, user.length]), user, Buffer.from([password.length]), password]));
      if ((await bytes(socket, 2))[1] !== 0) throw new Error('the proxy refused its user or password');
    } else if (method !== SOCKS.noLogin) {
      throw new Error('the proxy wants a user and a password');
    }
    const name = Buffer.from(hostOf(target));
    const port = portOf(target);
    socket.write(Buffer.concat([Buffer.from([5, SOCKS.connect, 0, SOCKS.name, name.length]), name, Buffer.from([port >> 8, port & 255])]));
    const [, refused, , kind] = await bytes(socket, 4);
    if (refused !== 0) throw new Error(`the proxy cannot connect: ${REFUSALS[refused] ?? `code ${refused}`}`);
    await bytes(socket, (kind === 1 ? 4 : kind === 4 ? 16 : (await bytes(socket, 1))[0]) + 2);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/**
 * How a request reaches its server.
 * @param through address of a proxy, '' for none
 * @returns a Promise of options for `http.request` or `https.request`
 */
async function way(target, through, signal) {
  const straight = { host: hostOf(target), port: portOf(target), path: target.pathname + target.search };
  if (through === '') return straight;
  const proxy = proxyOf(through);
  const socks = proxy.protocol.startsWith('socks');
  if (!socks && target.protocol === 'http:') {
    const { host, port } = { host: hostOf(proxy), port: portOf(proxy) };
    return { host, port, path: `${target.origin}${straight.path}`, proxied: proxyHeaders(proxy), secure: proxy.protocol === 'https:' };
  }
  const socket = await (socks ? socksTunnel : httpTunnel)(proxy, target, signal);
  if (target.protocol === 'http:') return { ...straight, tunnel: socket, createConnection: () => socket };
  const servername = net.isIP(straight.host) === 0 ? straight.host : '';
  return { ...straight, tunnel: socket, createConnection: () => tls.connect({ socket, servername, host: straight.host }) };
}

module.exports = { way };
