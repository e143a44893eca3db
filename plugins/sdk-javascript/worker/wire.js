'use strict';

const MAX_MESSAGE = 32 << 20;
const LINE_FEED = 10;

/** Lines of JSON over the socket. `onMessage` gets each parsed message. */
class Wire {
  #socket;
  #onMessage;
  #rest = [];
  #awaited = true;

  constructor(socket, onMessage) {
    this.#socket = socket;
    this.#onMessage = onMessage;
    socket.on('data', (chunk) => this.#read(chunk));
  }

  #read(chunk) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      let line;
      if (this.#rest.length > 0) {
        this.#rest.push(chunk.subarray(start, end));
        line = Buffer.concat(this.#rest).toString('utf8');
        this.#rest = [];
      } else {
        line = chunk.toString('utf8', start, end);
      }
      start = end + 1;
      if (line !== '') this.#onMessage(JSON.parse(line));
    }
    if (start < chunk.length) this.#rest.push(start === 0 ? chunk : chunk.subarray(start));
  }

  /** Writes whole lines, each with its line feed. */
  write(lines) {
    this.#socket.write(lines);
  }

  /** Hangs up after everything has been written, at the latest after a second. */
  close(done) {
    const timer = setTimeout(done, 1000);
    this.#socket.end(() => {
      clearTimeout(timer);
      done();
    });
  }

  /** Whether the host reads too slowly for output to be worth sending now. */
  get congested() {
    return this.#socket.writableLength > 1 << 20;
  }

  /** Whether waiting for the host keeps the process's event loop alive. */
  set awaited(awaited) {
    if (this.#awaited === awaited) return;
    this.#awaited = awaited;
    if (awaited) this.#socket.ref();
    else this.#socket.unref();
  }

  isSocket(handle) {
    return handle === this.#socket;
  }
}

module.exports = { Wire, MAX_MESSAGE };
