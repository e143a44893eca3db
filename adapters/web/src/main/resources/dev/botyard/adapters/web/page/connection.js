// The WebSocket to the host: reconnects with growing pauses, notices a dead line and a login that has ended, and sends what is not answered yet once more under
// the same key, which the host knows.

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 20_000;
const RESTART = 1012;
const PING_EVERY = 20_000;
const PONG_WITHIN = 8_000;

export class Connection {
  constructor({ url, hello, onFrame, onStatus, isLoggedOut }) {
    Object.assign(this, { url, hello, onFrame, onStatus, isLoggedOut });
    this.waiting = new Map();
    this.failures = 0;
    this.ready = false;
    this.loggedOut = false;
    globalThis.addEventListener?.('online', () => this.now());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && (this.ready ? this.check() : this.now()));
    this.open();
  }

  /** Asks the host; the answer is its `done`, `older` or a thrown sentence. Waits through reconnects. */
  ask(command) {
    const key = command.key ?? crypto.getRandomValues(new Uint32Array(4)).join('-');
    const frame = { ...command, key };
    return new Promise((resolve, reject) => {
      this.waiting.set(key, { frame, resolve, reject });
      if (this.ready) {
        this.socket.send(JSON.stringify(frame));
      }
    });
  }

  /** Whether an answer to this key is still to come. */
  asks(key) {
    return this.waiting.has(key);
  }

  /** Reconnects at once. */
  now() {
    if (!this.ready && this.timer) {
      clearTimeout(this.timer);
      this.open();
    }
  }

  /** While the login has ended, attempts go on in silence: it may come back in another window. */
  tell(status) {
    this.onStatus(this.loggedOut ? { state: 'logged-out' } : status);
  }

  open() {
    this.timer = null;
    this.tell({ state: 'connecting' });
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', known: this.hello() }));
    socket.onmessage = (event) => this.socket === socket && this.take(JSON.parse(event.data));
    socket.onclose = ({ code }) => this.socket === socket && this.lost(code);
  }

  take(frame) {
    clearTimeout(this.deadline);
    this.deadline = null;
    if (frame.type === 'ready') {
      this.ready = true;
      this.loggedOut = false;
      this.failures = 0;
      this.pinger = setInterval(() => this.check(), PING_EVERY);
      this.onFrame(frame);
      this.onStatus({ state: 'online' });
      this.waiting.forEach(({ frame: again }) => this.socket.send(JSON.stringify(again)));
      return;
    }
    if (frame.type !== 'pong') {
      this.onFrame(frame);
    }
    const asked = frame.key && this.waiting.get(frame.key);
    if (asked) {
      this.waiting.delete(frame.key);
      frame.type === 'error' ? asked.reject(new Error(frame.text)) : asked.resolve(frame);
    }
  }

  /** Pings; a line that does not answer is given up. */
  check() {
    if (this.ready && !this.deadline && this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify({ type: 'ping' }));
      this.deadline = setTimeout(() => this.lost(), PONG_WITHIN);
    }
  }

  async lost(code) {
    const socket = this.socket;
    this.socket = null;
    this.ready = false;
    clearInterval(this.pinger);
    clearTimeout(this.deadline);
    this.deadline = null;
    socket?.close();
    const pause = code === RESTART && !this.failures ? 0 : pauseAfter(this.failures, Math.random());
    this.failures += 1;
    this.timer = setTimeout(() => this.open(), pause);
    this.tell({ state: 'offline', seconds: Math.ceil(pause / 1000) });
    const loggedOut = await this.isLoggedOut();
    if (loggedOut !== null && loggedOut !== this.loggedOut && !this.ready) {
      this.loggedOut = loggedOut;
      this.tell(this.timer ? { state: 'offline', seconds: Math.ceil(pause / 1000) } : { state: 'connecting' });
    }
  }
}

/** The pause before the next attempt: doubled each time, capped, and shaken so that many pages do not come at once. */
export function pauseAfter(failures, random) {
  return Math.round(Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(failures, 10)) * (0.7 + 0.6 * random));
}
