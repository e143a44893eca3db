'use strict';

const net = require('node:net');
const { Worker } = require('./worker.js');

/** Connects to the host named in the environment, which forgets the token before any script can read it. */
function serve(environment) {
  const { BOTYARD_SOCKET: address, BOTYARD_TOKEN: token } = environment;
  for (const name of ['BOTYARD_SOCKET', 'BOTYARD_TOKEN', 'BOTYARD_ROLE']) delete environment[name];
  if (!address || !token) {
    process.stderr.write('This program is started by Botyard; BOTYARD_SOCKET and BOTYARD_TOKEN are missing.\n');
    process.exitCode = 2;
    return;
  }
  const socket = connected(address);
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

/** A socket to the host: `tcp:ADDRESS:PORT`, or the path of a Unix socket. */
function connected(address) {
  const port = /^tcp:(.+):(\d+)$/.exec(address);
  return port === null ? net.connect(address) : net.connect({ host: port[1], port: Number(port[2]), noDelay: true });
}

module.exports = { serve };
