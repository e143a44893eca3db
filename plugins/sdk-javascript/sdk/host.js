'use strict';

/** The host refused a call, or its arguments cannot be sent. `code` is the host's stable error code or ''. */
class MiddlewareError extends Error {
  constructor(message, code = '') {
    super(message);
    this.code = code;
  }
}
Object.defineProperty(MiddlewareError.prototype, 'name', { value: 'MiddlewareError', configurable: true, writable: true });

/** The way to the host. The worker sets `run` before a script starts and clears it afterwards. */
const host = { run: null };

function noRun() {
  return new MiddlewareError('This script is not running inside Botyard. Try it with: botyard plugins run FILE --message TEXT', 'no_run');
}

/** The current run; throws outside of one. */
function current() {
  if (host.run === null) throw noRun();
  return host.run;
}

/** Asks the host; a Promise in every case, so that scripts have one way to see a failure. */
function call(method, params) {
  return host.run === null ? Promise.reject(noRun()) : host.run.call(method, params);
}

module.exports = { MiddlewareError, host, current, call, noRun };
