// What became of what people said, as the host's trace knows it. The host is asked a moment after it took a message, a few times more while
// a script is at work, and once when a chat is opened. Who may not read the trace does not ask, and such a page claims nothing.

import { language } from './shared/words.js';

const PAUSES = [700, 2_000, 8_000, 30_000];
const MOST_FOLLOWED = 20;
const MOST_KEPT = 500;
const OF_A_CHAT = 20;
const LONGEST_ERROR = 200;
const FORBIDDEN = [401, 403, 404];

const WORDS = {
  answered: { word: 'fateAnswered' },
  running: { word: 'fateRunning', open: true },
  silent: { word: 'fateSilent', shown: true },
  failed: { word: 'fateFailed', shown: true, bad: true },
  waiter: { word: 'fateWaiter' },
  held: { word: 'fateHeld', open: true },
  refused: { word: 'fateRefused', shown: true },
  no_rule: { word: 'fateNoRule', shown: true },
  duplicate: { word: 'fateDuplicate', shown: true },
  same_id: { word: 'fateDuplicate', shown: true },
};

const atWork = ({ status }) => status === 'waiting' || status === 'running';
const broken = (run) => run.status !== 'ok' && !atWork(run);

/** What to say of a message, null for nothing: the word with its values, whether it stands below the message, and whether more may follow. */
export function said({ outcome, runs, plugins }) {
  const failure = runs.find(broken);
  const found = failure ? WORDS.failed : WORDS[outcome];
  if (!found) {
    return null;
  }
  const asked = failure ? [failure] : outcome === 'refused' ? plugins.filter(({ verdict }) => verdict !== 'rule') : runs;
  const error = failure ? (failure.error || failure.status).split('\n')[0].slice(0, LONGEST_ERROR) : '';
  return {
    word: found.word,
    values: { plugins: [...new Set(asked.map(({ plugin }) => plugin))].join(', '), error },
    shown: found.shown ?? false,
    bad: found.bad ?? false,
    open: found.open || runs.some(atWork),
  };
}

/** Reads the host's trace. */
export async function readTrace(query) {
  const answer = await fetch(`../api/v1/trace?${new URLSearchParams(query)}`, { headers: { 'Accept-Language': language } });
  if (!answer.ok) {
    throw Object.assign(new Error(`the host answered ${answer.status}`), { status: answer.status });
  }
  return (await answer.json()).messages;
}

const keyOf = (account, id) => `${account}/${id}`;

export class Outcomes {
  constructor({ read, onChange }) {
    Object.assign(this, { read, onChange });
    this.known = new Map();
    this.followed = new Map();
    this.line = Promise.resolve();
    this.forbidden = false;
  }

  /** What is known of a message. */
  of(account, id) {
    return this.known.get(keyOf(account, id));
  }

  /** Asks about a message until it is over or the host does not know it; of too many those that wait for longest are given up. */
  follow(account, id, step = 0) {
    const key = keyOf(account, id);
    if (this.forbidden || step >= PAUSES.length || this.followed.has(key)) {
      return;
    }
    if (this.followed.size >= MOST_FOLLOWED) {
      const [oldest] = this.followed.keys();
      clearTimeout(this.followed.get(oldest));
      this.followed.delete(oldest);
    }
    const ask = async () => {
      this.followed.delete(key);
      const records = await this.ask({ account, message: id, limit: 1 });
      const unknown = step > 0 && records?.length === 0;
      if (!unknown && (this.of(account, id)?.open ?? true)) {
        this.follow(account, id, step + 1);
      }
    };
    this.followed.set(key, setTimeout(ask, PAUSES[step]));
  }

  /** Asks about the last messages of a chat. */
  async opened(account, { id }) {
    const records = await this.ask({ account, chat: id, limit: OF_A_CHAT });
    records?.forEach(({ message_id: message }) => this.of(account, message)?.open && this.follow(account, message));
  }

  /** The page is let in anew: it may be allowed to ask now. */
  letIn() {
    this.forbidden = false;
  }

  /** One question at a time. Answers what the host tells, null where it does not answer. */
  ask(query) {
    const next = this.line.then(async () => {
      if (this.forbidden) {
        return null;
      }
      try {
        const records = await this.read(query);
        records.forEach((record) => this.learn(record));
        this.onChange();
        return records;
      } catch (failure) {
        this.forbidden = FORBIDDEN.includes(failure.status);
        return null;
      }
    });
    this.line = next;
    return next;
  }

  learn(record) {
    const words = said(record);
    const key = keyOf(record.account_id, record.message_id);
    this.known.delete(key);
    if (words) {
      this.known.set(key, words);
    }
    if (this.known.size > MOST_KEPT) {
      this.known.delete(this.known.keys().next().value);
    }
  }
}
