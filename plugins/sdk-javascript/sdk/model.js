'use strict';

// What a language model is asked.

const { said } = require('./arguments.js');
const { call } = require('./host.js');

/**
 * What the language model says, text that is treated like a person's. `messages`: text, or a list of `{role, content}` with the roles
 * `system`, `user`, `assistant`. `options`: `model`, `temperature` (0 to 2), `max_tokens`, `format` (`json` for a JSON object), `timeout`
 * (milliseconds), `stream` (true: people see the answer grow in the chat of the run, and the text that comes back need not be said again;
 * `timeout` is then how long nothing may come). Rejects with code `no_model` where none is set up, `rate_limited`, `rejected` or `model_failed`.
 */
function chat(messages, options) {
  return call('chat', { messages: messages ?? null, options: options ?? null }).then((answer) => answer ?? '');
}

/** What the language model answers; '' where none is set up or it fails, with the reason in the run's log. */
function generateFromSinglePrompt(prompt) {
  return call('generate', { prompt: said(prompt) }).then((answer) => answer ?? '');
}

module.exports = { chat, generateFromSinglePrompt };
