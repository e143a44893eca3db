'use strict';

const { call, current } = require('./host.js');
const { Sender } = require('./service.js');

const TRIES = 5;
const MEDIA = ['image', 'voice', 'video', 'file'];

/** What became of something that was sent. */
class Receipt {
  constructor(raw) {
    this.raw = raw;
    this.ok = Boolean(raw.ok ?? raw.sent);
    this.ids = (raw.message_ids ?? []).map(String);
    this.id = String(raw.message_id ?? '') || this.ids[0] || '';
    this.code = String(raw.code ?? '');
    this.error = this.ok ? '' : String(raw.error || raw.reason || '');
    this.account = String(raw.account_id ?? '');
  }

  /** Takes the message back, in the chat of this run. */
  async recall() {
    return new Receipt(await call('recall', { ids: this.ids.length > 0 ? this.ids : [this.id] }));
  }
}

/** What somebody said when asked; `text` is '' when nobody did in time, or when they called it off. */
class Answer {
  constructor({ text = '', media = [], timedOut = false, cancelled = false } = {}) {
    this.text = text;
    this.media = media;
    this.timedOut = timedOut;
    this.cancelled = cancelled;
  }

  toString() {
    return this.text;
  }
}

function user(context) {
  return {
    id: context.userID ?? '',
    name: context.userName ?? '',
    avatar: context.userAvatarUrl ?? '',
    admin: context.isAdmin === true,
    toString() {
      return this.name || this.id;
    },
  };
}

function chat(context) {
  const id = context.chatID ?? '';
  return { im: context.imType ?? '', account: context.accountID ?? '', id, name: context.chatName ?? '', private: id === '' };
}

/** The kind of what is said, and it; `words` is what the call names its text. */
function payload(said, words) {
  if (said === null || typeof said !== 'object') return { kind: 'text', [words]: String(said ?? '') };
  if (said.markdown !== undefined) return { kind: 'markdown', [words]: String(said.markdown) };
  const kind = MEDIA.find((one) => said[one] !== undefined);
  if (kind !== undefined) return { kind, source: said[kind], options: said.options ?? null };
  if (said.items !== undefined) return { kind: 'mixed', items: said.items, options: said.options ?? null };
  return { kind: 'text', [words]: String(said.text ?? '') };
}

/** What has happened, and the way to answer it. */
class Event {
  #run;

  constructor(run) {
    const { context } = run;
    this.#run = run;
    this.text = context.message ?? '';
    this.messageId = context.messageID ?? '';
    this.params = context.params ?? [];
    this.media = context.mediaItems ?? [];
    this.type = context.eventType ?? '';
    this.data = context.eventData ?? {};
    this.user = user(context);
    this.chat = chat(context);
    this.im = this.chat.im;
  }

  /** The same as scripts have it, for what has no name here. */
  get sender() {
    return new Sender(this.#run.id);
  }

  /** Answers in the chat: with text, or with `{ markdown | image | voice | video | file | items }`. */
  async reply(said = '') {
    return new Receipt(await call('reply', payload(said, 'text')));
  }

  /** Says the question and waits for the next message of the same person here. */
  async ask(question = '', { timeout = 60, choices = [], check, cancel = [], anybody = false } = {}) {
    const shown = [...(question === '' ? [] : [String(question)]), ...choices.map((choice, at) => `${at + 1}. ${choice}`)].join('\n');
    const words = cancel.map((word) => word.toLowerCase());
    let put = shown;
    for (let tries = 0; tries < TRIES; tries++) {
      if (put !== '') await call('reply', { kind: 'text', text: put });
      const said = await call('listen', { wait: Math.trunc(timeout * 1000), recall: null, scope: anybody ? 'group' : '' });
      if (said === null || typeof said !== 'object' || said.timeout) return new Answer({ timedOut: true });
      const answer = { text: String(said.text ?? ''), media: said.media_items ?? [] };
      if (words.includes(answer.text.trim().toLowerCase())) return new Answer({ cancelled: true });
      put = shown;
      if (choices.length > 0) {
        const chosen = choose(answer.text.trim(), choices);
        if (chosen !== undefined) return new Answer({ ...answer, text: chosen });
      } else {
        const verdict = check === undefined ? true : await check(answer.text);
        if (verdict !== false && typeof verdict !== 'string') return new Answer(answer);
        if (typeof verdict === 'string') put = [verdict, shown].filter(Boolean).join('\n');
      }
    }
    return new Answer({ cancelled: true });
  }

  /** Lets what matches after this handler have the message, too. */
  async passOn() {
    await call('continue', {});
  }
}

function choose(said, choices) {
  if (/^\d+$/.test(said) && Number(said) > 0 && Number(said) <= choices.length) return choices[Number(said) - 1];
  return choices.find((choice) => choice.toLowerCase() === said.toLowerCase());
}

/** Sends to a group or a person without being asked; the receipt says who spoke, or why nobody did. */
async function push(im, { group = '', user: person = '', title = '', account = '', options = {}, timeout, ...said } = {}) {
  current();
  const chosen = { ...options, ...(account === '' ? {} : { account_id: account }) };
  const result = await call('push', {
    ...payload(said, 'content'),
    imType: im,
    groupCode: String(group),
    userID: String(person),
    title,
    options: Object.keys(chosen).length === 0 ? null : chosen,
    timeout: timeout === undefined ? null : Math.trunc(timeout * 1000),
  });
  return new Receipt({ ...result.receipt, sent: result.sent });
}

module.exports = { Answer, Event, Receipt, push };
