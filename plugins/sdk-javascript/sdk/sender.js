'use strict';

const { MiddlewareError, host, noRun } = require('./host.js');
const { text, said, given, millis, options, isObject } = require('./arguments.js');
const { detachable } = require('./detachable.js');
const functions = require('./functions.js');

function asked(wait, recall, scope) {
  return { wait: said(wait), recall: said(recall), scope: said(scope) };
}

/** What to listen for, by name. */
function named(to) {
  const forGroup = (to.scope ?? null) === null && to.forGroup !== undefined ? { forGroup: said(to.forGroup) } : {};
  return { ...asked(to.waitTime ?? to.timeout, to.recallTime ?? to.recallDuration, to.scope), ...forGroup };
}

/** Who and what started this run, and the way to answer. Missing data reads as '', [], {} or false. */
class Sender {
  #run = host.run;

  /** @param {string|number} [senderID] what `getSenderID()` returns */
  constructor(senderID) {
    this.senderID = text(senderID);
  }

  #call(method, params) {
    return this.#run === null ? Promise.reject(noRun()) : this.#run.call(method, params);
  }

  #read(getter) {
    return this.#run === null ? Promise.reject(noRun()) : Promise.resolve(getter(this.#run.context));
  }

  #text(key) {
    if (this.#run === null) return Promise.reject(noRun());
    const value = this.#run.context[key];
    return Promise.resolve(typeof value === 'string' ? value : text(value));
  }

  // ---- who and what

  /** IM type of the message; `fake` in cron runs, '' in HTTP runs. */
  getImtype() {
    return this.#text('imType');
  }

  /** Id of the sender, always text. */
  getUserID() {
    return this.#text('userID');
  }

  /** Name of the sender. */
  getUserName() {
    return this.#text('userName');
  }

  /** Address of the sender's picture. */
  getUserAvatarUrl() {
    return this.#text('userAvatarUrl');
  }

  /** Id of the group, '' in private chats. */
  getChatID() {
    return this.#text('chatID');
  }

  /** Name of the group. */
  getChatName() {
    return this.#text('chatName');
  }

  /** Name of the group; the same as `getChatName`. */
  getGroupName() {
    return this.#text('chatName');
  }

  /** Whether the sender is one of the host's masters for this IM. */
  isAdmin() {
    return this.#read((context) => Boolean(context.isAdmin));
  }

  /** Whether a language model started this run. */
  isAI() {
    return this.#read((context) => Boolean(context.isAI));
  }

  /** What the language model passed. */
  getAIParam() {
    return this.#text('aiParam');
  }

  /** The text of the message, without mentions, quotes and media. */
  getMessage() {
    return this.#text('message');
  }

  /** Id of the message. */
  getMessageID() {
    return this.#text('messageID');
  }

  /** Ids of the last `number` messages of this chat. */
  getHistoryMessageIDs(number) {
    return this.#call('history.ids', { number: said(number) }).then((ids) => ids ?? []);
  }

  /** As the function of the same name. */
  getHistoryMessages(imtype) {
    return functions.getHistoryMessages(imtype);
  }

  /** What the rule's group captured; the first is 1. '' out of range. */
  param(index) {
    return this.#read((context) => text(context.params?.[millis(index, 0) - 1]));
  }

  /** Title of this plugin. */
  getPluginName() {
    return this.#text('pluginName');
  }

  /** Version of this plugin, from its header. */
  getPluginVersion() {
    return this.#text('pluginVersion');
  }

  /** Name of the event that started this run. */
  getEventType() {
    return this.#text('eventType');
  }

  /** Changes what `getEventType` gives in this run; true. */
  setEventType(type) {
    return this.#read((context) => {
      context.eventType = text(type);
      return true;
    });
  }

  /** Data of the event, {} if there is none. */
  getEventData() {
    return this.#read((context) => context.eventData ?? {});
  }

  /** Changes what `getEventData` gives in this run; true. */
  setEventData(data) {
    return this.#read((context) => {
      context.eventData = data;
      return true;
    });
  }

  /**
   * Media of the last awaited message, else of this message, else of the event: `{type, source, name, mime_type}`, of a recording also
   * `transcript` where the platform tells what was said.
   */
  getMediaItems() {
    return this.#read((context) => {
      const data = options(context.eventData);
      for (const list of [this.#run.mediaItems, context.mediaItems, data.media_items, data.mediaItems]) {
        if (Array.isArray(list) && list.length > 0) {
          return list.filter((item) => isObject(item) && item.type && item.source).map((item) => ({ ...item }));
        }
      }
      return [];
    });
  }

  // ---- answering

  #media(kind, source, extra) {
    return this.#call('reply', { kind, source: said(source), options: extra ?? null });
  }

  /**
   * Answers in the current chat. CQ codes in the text become pictures, mentions and so on.
   * @returns {Promise<object>} receipt: `ok`, `message_id`, `message_ids`, `error`, `action`, `raw`. What was not
   *   sent, such as an empty text or a file that is not there, has `ok` false; read `error`. In cron runs nothing is sent.
   */
  reply(message) {
    return this.#call('reply', { kind: 'text', text: said(message) });
  }

  /** Answers with Markdown; receipt as `reply`. */
  replyMarkdown(markdown) {
    return this.#call('reply', { kind: 'markdown', text: said(markdown) });
  }

  /**
   * Answers with a picture: http(s) address, path, `base64://…` or data URI. Receipt as `reply`.
   * @param {object} [extra] `file_name`, `mime_type`, `caption`, `cover`, `target`
   */
  replyImage(source, extra) {
    return this.#media('image', source, extra);
  }

  /** Answers with a voice message; arguments as `replyImage`. */
  replyVoice(source, extra) {
    return this.#media('voice', source, extra);
  }

  /** Answers with a video; arguments as `replyImage`. */
  replyVideo(source, extra) {
    return this.#media('video', source, extra);
  }

  /** Answers with a file; arguments as `replyImage`. */
  replyFile(source, extra) {
    return this.#media('file', source, extra);
  }

  /**
   * Answers with one message of several parts; receipt as `reply`.
   * @param {Array<object>} parts `{type: 'text'|'markdown', text}` or `{type: 'image'|'voice'|'video'|'file', source, name,
   *   mime_type}`; others are dropped
   */
  async replyMixed(parts, extra) {
    return this.#call('reply', { kind: 'mixed', items: given(parts), options: extra ?? null });
  }

  /** Sets the run's return value without sending anything; the text '[]'. */
  returnValue(value) {
    if (this.#run !== null) this.#run.value = text(value);
    return this.#call('return', { value: said(value) }).then(() => '[]');
  }

  // ---- control

  /** Lets plugins of lower priority see this message too; true. */
  setContinue() {
    return this.#call('continue', {}).then(Boolean);
  }

  /** Takes back a message: an id, a list, or what `reply` gave. Resolves to a receipt. */
  async recallMessage(message) {
    return this.#call('recall', { ids: given(await message) });
  }

  /** Feeds text into the host as if the same user had sent it. */
  breakIn(content) {
    return this.#call('breakIn', { content: said(content) });
  }

  // ---- waiting

  /**
   * Waits for the next message of this user in this chat; its text, '' when nobody wrote in time, or null where the header
   * `timeout_value: none` or the host's setting `plugins.timeout_value` says so. A message without text, such as a picture, gives its CQ code.
   * Also `listen({timeout, recallDuration, forGroup})` and `input(60000, 0, true)`, where true means the group.
   * @param {number} [waitTime] ms: 60000, at least 1000, at most 900000
   * @param {number|string} [recallTime] ms after which the answer is recalled; 'group' here is the scope
   * @param {string|boolean} [scope] 'group': any member may answer. `getMediaItems` then gives the answer's media.
   */
  listen(waitTime, recallTime, scope) {
    const run = this.#run;
    return this.#call('listen', isObject(waitTime) ? named(waitTime) : asked(waitTime, recallTime, scope)).then((answer) => {
      if (!answer || answer.timeout) return answer?.none ? null : '';
      run.mediaItems = answer.media_items ?? [];
      return text(answer.text);
    });
  }

  /** The same as `listen`. */
  input(waitTime, recallTime, scope) {
    return this.listen(waitTime, recallTime, scope);
  }

  /**
   * Waits for a payment. One payment code cannot tell payers apart: ask `atWaitPay` first. What else the user says meanwhile goes to
   * other plugins.
   * @param {string} [exitcode] text with which the user gives up; '' switches that off
   * @param {number} [timeout] ms as in `listen`
   * @param {number|string} [amount] expected sum, also as '¥1,234.5'; not a filter: compare `amount_matched`
   * @returns {Promise<string|object>} 'timeout', 'busy' (another run waits, and a payment could not tell the two apart), the exit
   *   code, or the payment with `money` (a number), `payment_channel`, `order_id`, `time` and the older `Money`, `Time`, `Type`,
   *   `FromName`
   */
  waitPay(exitcode, timeout, amount) {
    return this.#call('waitPay', { exitcode: said(exitcode), timeout: said(timeout), amount: said(amount) }).then((answer) =>
      isObject(answer) && 'value' in answer ? answer.value : answer,
    );
  }

  /** Whether any run of the host waits for a payment. */
  atWaitPay() {
    return this.#call('atWaitPay', {}).then(Boolean);
  }

  // ---- HTTP runs

  #router(key, missing) {
    return this.#read((context) => context.router?.[key] || missing);
  }

  /** Path of the request. */
  getRouterPath() {
    return this.#router('path', '');
  }

  /** The same as `getRouterPath`. */
  getRouter() {
    return this.#router('path', '');
  }

  /** Path and query parameters. */
  getRouterParams() {
    return this.#router('params', {});
  }

  /** Method of the request. */
  getRouterMethod() {
    return this.#router('method', '');
  }

  /** The same as `getRouterMethod`. */
  getMethod() {
    return this.#router('method', '');
  }

  /** Headers; values are text or lists of text. */
  getRouterHeaders() {
    return this.#router('headers', {});
  }

  /** Cookies. */
  getRouterCookies() {
    return this.#router('cookies', {});
  }

  /** The parsed body, {} if there is none: JSON and forms as objects (repeated fields as lists), anything else as text. */
  getRouterBody() {
    return this.#router('body', {});
  }

  /** The body as it came, as text. */
  getRouterData() {
    return this.#router('data', '');
  }

  /** The body as it came, as a Buffer: what a signature was made over. Empty if there is none. */
  getRouterBodyBytes() {
    return this.#read((context) => Buffer.from(text(context.router?.bytes), 'base64'));
  }

  /** Sets the answer to the HTTP request: objects and lists become JSON, text stays text. true. */
  response(data) {
    return this.#call('response', { data: data ?? null }).then(Boolean);
  }

  // ---- groups (of the current chat)

  #act(action, ...args) {
    return this.#call('group.act', { action, args: args.map(said) });
  }

  /** Invites a friend into a group. */
  groupInviteIn(friend, group) {
    return this.#act('groupInviteIn', friend, group);
  }

  /** Removes a member. */
  groupKick(userid) {
    return this.#act('groupKick', userid);
  }

  /** Silences a member for `timeout` seconds. */
  groupBan(userid, timeout) {
    return this.#act('groupBan', userid, timeout);
  }

  /** Lets a silenced member speak. */
  groupUnban(userid) {
    return this.#act('groupUnban', userid);
  }

  /** Silences the whole group. */
  groupWholeBan() {
    return this.#act('groupWholeBan');
  }

  /** Lets the whole group speak. */
  groupWholeUnban() {
    return this.#act('groupWholeUnban');
  }

  /** Publishes a notice. */
  groupNoticeSend(notice) {
    return this.#act('groupNoticeSend', notice);
  }

  /** Answers a request to join; `flag` is in the event's data. */
  groupAddRequest(request, approve, reason) {
    return this.#act('groupAddRequest', request, approve, reason);
  }

  /** Answers a friend request; `flag` is in the event's data. */
  friendAddRequest(request, approve, remark) {
    return this.#act('friendAddRequest', request, approve, remark);
  }
}

// Functions that exist on Sender too. The host checks permissions by the run, which is the same one.
for (const name of [
  'bucketGet',
  'bucketSet',
  'bucketDel',
  'bucketKeys',
  'bucketAllKeys',
  'bucketAll',
  'get',
  'set',
  'del',
  'getGroupMemberList',
  'callPlatform',
  'downloadAdapterFile',
]) {
  Object.defineProperty(Sender.prototype, name, {
    value: {
      [name](...args) {
        return functions[name](...args);
      },
    }[name],
    writable: true,
    configurable: true,
  });
}

detachable(Sender);

module.exports = { Sender, MiddlewareError };
