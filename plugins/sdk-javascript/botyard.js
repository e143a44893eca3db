'use strict';

const { MiddlewareError } = require('./sdk/host.js');
const { onMessage, onEvent, every } = require('./sdk/handlers.js');
const { Answer, Event, Receipt, push } = require('./sdk/event.js');
const { state } = require('./sdk/state.js');

/** Plugins made of handlers; see botyard.d.ts. Spelled out one by one: this is what makes the names importable from ES modules. */
module.exports = { onMessage, onEvent, every, push, state, Answer, Event, Receipt, BotyardError: MiddlewareError };
