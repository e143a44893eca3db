'use strict';
// Runs of one worker that wait for people, each with what it asked, said and printed.

const path = require('node:path');
const { RECEIPT } = require('./fake-host.js');

/** One run that may be parked. `phase` is what the worker said last about it. */
class Dialogue {
  phase = 'begun';
  turns = 0;
  parks = 0;
  replies = [];
  printed = '';
  asked = [];
  parked = null;
  result;
  #host;
  #changed = [];

  constructor(host, name, { answers = {}, ...options } = {}) {
    this.#host = host;
    this.answers = answers;
    const params = host.startParams(path.join(host.plugins, name), options);
    this.token = params.run;
    host.dialogues.set(this.token, this);
    this.result = host.request('run.start', params);
    this.result.then(
      () => this.#is('ended'),
      () => this.#is('refused'),
    );
  }

  #is(phase) {
    this.phase = phase;
    for (const check of this.#changed.splice(0)) check();
  }

  received({ id, method, params }) {
    if (method === 'run.output') {
      this.printed += params.text;
    } else if (method === 'run.parked') {
      this.parked = params;
      this.parks++;
      this.#is('parked');
    } else if (method === 'run.resumed') {
      this.turns++;
      this.#is('active');
    } else if (method in this.answers) {
      this.answers[method](id, params);
    } else if (method === 'listen' || method === 'waitPay') {
      this.asked.push(id);
      this.#is(this.phase);
    } else {
      if (method === 'reply') {
        this.replies.push(params.text);
        this.#is(this.phase);
      }
      this.#host.send({ id, result: method === 'bucket.get' ? params.key : RECEIPT });
    }
  }

  async #until(done, words) {
    while (!done()) {
      if (['ended', 'refused'].includes(this.phase))
        throw new Error(`${words}, but it ${this.phase}: ${JSON.stringify(await this.result)}`);
      await new Promise((resolve) => {
        this.#changed.push(resolve);
      });
    }
    return this;
  }

  /** Resolves when it was parked so many times. */
  untilParked(times = 1) {
    return this.#until(() => this.parks >= times, 'it should have been parked');
  }

  /** Resolves when it has said something. */
  untilReplied() {
    return this.#until(() => this.replies.length > 0, 'it should have replied');
  }

  /** Resolves when it is waiting for an answer of a person. */
  untilAsked() {
    return this.#until(() => this.asked.length > 0, 'it should have asked');
  }

  /** The person answers what was asked first. */
  say(text, id = this.asked.shift()) {
    this.#host.send({ id, result: { text, media_items: [] } });
    return this;
  }

  tell(method, more = {}) {
    this.#host.send({ method, params: { run: this.token, ...more } });
    return this;
  }
}

module.exports = { Dialogue };
