'use strict';

const { StringDecoder } = require('node:string_decoder');

const MOST = 256 << 10;
const FLUSH_MILLIS = 50;
const startTimer = setTimeout;

/** What a run has printed on one stream and the host has not got yet: the last part of it, bounded. */
class Tail {
  #text = '';
  #bytes = 0;
  #dropped = 0;
  #limit;
  #decoder = null;

  constructor(limit) {
    this.#limit = limit > 0 ? Math.min(limit, MOST) : MOST;
  }

  get empty() {
    return this.#bytes === 0 && this.#dropped === 0;
  }

  add(chunk) {
    let text = typeof chunk === 'string' ? chunk : this.#decoded(chunk);
    let bytes = Buffer.byteLength(text);
    if (text.length > this.#limit) {
      const kept = text.slice(-this.#limit);
      const keptBytes = Buffer.byteLength(kept);
      this.#dropped += this.#bytes + bytes - keptBytes;
      this.#text = '';
      this.#bytes = 0;
      text = kept;
      bytes = keptBytes;
    }
    this.#text += text;
    this.#bytes += bytes;
    if (this.#bytes > 2 * this.#limit) this.#trim();
  }

  #decoded(chunk) {
    this.#decoder ??= new StringDecoder('utf8');
    return this.#decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  }

  // Only every second limit's worth, so that a flood costs little per write.
  #trim() {
    const all = Buffer.from(this.#text);
    let cut = all.length - this.#limit;
    if (cut <= 0) return;
    while (cut < all.length && (all[cut] & 0xc0) === 0x80) cut++;
    this.#dropped += cut;
    this.#text = all.toString('utf8', cut);
    this.#bytes = all.length - cut;
  }

  take() {
    if (this.#bytes > this.#limit) this.#trim();
    const taken = { text: this.#text, dropped: this.#dropped };
    this.#text = '';
    this.#bytes = 0;
    this.#dropped = 0;
    return taken;
  }
}

/** Takes the place of the process's output streams during runs. */
class Output {
  #wire;
  #token = null;
  #limit = MOST;
  #stdout = new Tail(MOST);
  #stderr = new Tail(MOST);
  #scheduled = false;

  constructor(wire) {
    this.#wire = wire;
    this.#capture('stdout');
    this.#capture('stderr');
  }

  set limit(bytes) {
    this.#limit = bytes;
  }

  #capture(name) {
    const stream = process[name];
    const output = this;
    const write = stream.write;
    stream.write = function (chunk, encoding, callback) {
      const done = typeof encoding === 'function' ? encoding : callback;
      if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return write.call(stream, chunk, encoding, callback);
      output.#add(name, chunk);
      if (typeof done === 'function') process.nextTick(done);
      return true;
    };
    stream.end = function (chunk, encoding, callback) {
      if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') stream.write(chunk, encoding);
      const done = [chunk, encoding, callback].find((argument) => typeof argument === 'function');
      if (done) process.nextTick(done);
      return stream;
    };
    stream.destroy = () => stream;
  }

  #add(name, chunk) {
    if (this.#token === null) return;
    (name === 'stdout' ? this.#stdout : this.#stderr).add(chunk);
    if (this.#scheduled) return;
    this.#scheduled = true;
    startTimer(() => {
      this.#scheduled = false;
      if (this.#token !== null && !this.#wire.congested) {
        const lines = this.take();
        if (lines !== '') this.#wire.write(lines);
      }
    }, FLUSH_MILLIS).unref();
  }

  begin(token) {
    this.#token = token;
    this.#stdout = new Tail(this.#limit);
    this.#stderr = new Tail(this.#limit);
  }

  /** From here on what is printed is nobody's. */
  end() {
    this.#token = null;
  }

  /** The same, but the run will go on with `resume`, which wants what this gives. */
  aside() {
    const printed = { token: this.#token, stdout: this.#stdout, stderr: this.#stderr };
    this.#token = null;
    return printed;
  }

  resume({ token, stdout, stderr }) {
    this.#token = token;
    this.#stdout = stdout;
    this.#stderr = stderr;
  }

  /** Notifications with what was printed, to be written in front of the next message; '' when there is nothing. */
  take() {
    if (this.#stdout.empty && this.#stderr.empty) return '';
    return this.#line('stdout', this.#stdout) + this.#line('stderr', this.#stderr);
  }

  takeUnlessCongested() {
    return this.#wire.congested ? '' : this.take();
  }

  #line(stream, tail) {
    if (tail.empty) return '';
    const { text, dropped } = tail.take();
    const params = { run: this.#token, stream, text };
    if (dropped > 0) params.dropped = dropped;
    return `{"jsonrpc":"2.0","method":"run.output","params":${JSON.stringify(params)}}\n`;
  }
}

module.exports = { Output, Tail };
