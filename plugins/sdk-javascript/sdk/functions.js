'use strict';

const { MiddlewareError, current, call, noRun, host } = require('./host.js');
const { text, said, given, millis, isObject } = require('./arguments.js');
const model = require('./model.js');

const DEFAULT_BUCKET = 'otto';

function hostValue(key, missing) {
  if (host.run === null) return Promise.reject(noRun());
  return Promise.resolve(host.run.context.host?.[key] ?? missing);
}

/** The id of this run, text; what `Sender` takes. Not a Promise. */
function getSenderID() {
  return current().id;
}

// ---- push

async function pushAs(kind, to, chosen, timeout, payload) {
  const [imType, groupCode, userID, title] = to.map(said);
  const params = { kind, imType, groupCode, userID, title, options: chosen ?? null, timeout: said(timeout), ...payload };
  return call('push', params).then((result) => Number(result?.sent ?? result) || 0);
}

/** What a push was given one after the other, or by name in one object, as old scripts do: `push({ imType, groupCode, userID, content })`. */
function byName(all, ...names) {
  if (all.length !== 1 || !isObject(all[0])) return all;
  const [named] = all;
  const what = names.find((name) => named[name] !== undefined);
  return [named.imType, named.groupCode, named.userID, named.title, named[what], named.options, named.timeout];
}

function pushMedia(kind, all) {
  const [imType, groupCode, userID, title, url, chosen, timeout] = byName(all, 'url', 'source', 'content');
  return pushAs(kind, [imType, groupCode, userID, title], chosen, timeout, { source: said(url) });
}

/**
 * Sends text to a group (`groupCode`) or a person (`userID`) without being asked; the other one is ''.
 * The title is sent when the content is empty. Ids may be numbers or null.
 * @param {object} [chosen] may name the account: `account_id`, `accountID` or `accountId`
 * @param {number} [timeout] ms, as the host says (5000)
 * @returns {Promise<number>} messages sent: 0 when no usable account or target was found
 * @throws when there is no target, or the platform reported an error
 */
function push(...all) {
  const [imType, groupCode, userID, title, content, chosen, timeout] = byName(all, 'content', 'text');
  return pushAs('text', [imType, groupCode, userID, title], chosen, timeout, { content: said(content) });
}

/** Sends a picture. `url`: http(s) address, path, `base64://…` or data URI. `timeout` in ms, as the host says (30000); else as `push`. */
function pushImage(...all) {
  return pushMedia('image', all);
}

/** Sends a voice message; arguments and result as `pushImage`. */
function pushVoice(...all) {
  return pushMedia('voice', all);
}

/** Sends a video; arguments and result as `pushImage`. */
function pushVideo(...all) {
  return pushMedia('video', all);
}

/** Sends a file; the options may hold `file_name` and `mime_type`; else as `pushImage`. */
function pushFile(...all) {
  return pushMedia('file', all);
}

/** Sends one message of several parts (see `Sender.replyMixed`); else as `pushImage`. */
async function pushMixed(...all) {
  const [imType, groupCode, userID, title, parts, chosen, timeout] = byName(all, 'items');
  return pushAs('mixed', [imType, groupCode, userID, title], chosen, timeout, { items: given(parts) });
}

// ---- buckets

/** The text stored under the key, `missing` if there is none. */
function bucketGet(bucket, key, missing = '') {
  return call('bucket.get', { bucket: said(bucket), key: said(key) }).then((value) => value || missing);
}

/** Stores the value as text (objects as JSON); true. */
function bucketSet(bucket, key, value) {
  return call('bucket.set', { bucket: said(bucket), key: said(key), value: said(value) }).then(Boolean);
}

/** Removes the key; true, also when it was not there. */
function bucketDel(bucket, key) {
  return call('bucket.delete', { bucket: said(bucket), key: said(key) }).then(Boolean);
}

/** Keys of the bucket (default `otto`) whose value equals `value`; all keys without a value. */
function bucketKeys(bucket, value) {
  return call('bucket.keys', { bucket: said(bucket), value: said(value) }).then((keys) => keys ?? []);
}

/** All keys of the bucket. */
function bucketAllKeys(bucket) {
  return bucketKeys(bucket);
}

/** The whole bucket as an object of text. */
function bucketAll(bucket) {
  return call('bucket.all', { bucket: said(bucket) }).then((all) => all ?? {});
}

/** Removes every key of the bucket; true. */
function bucketClear(bucket) {
  return call('bucket.clear', { bucket: said(bucket) }).then(Boolean);
}

/** `bucketGet` in the default bucket `otto`. */
function get(key, missing = '') {
  return bucketGet(DEFAULT_BUCKET, key, missing);
}

/** `bucketSet` in the default bucket `otto`. */
function set(key, value) {
  return bucketSet(DEFAULT_BUCKET, key, value);
}

/** `bucketDel` in the default bucket `otto`. */
function del(key) {
  return bucketDel(DEFAULT_BUCKET, key);
}

// ---- files and groups

/**
 * Fetches an http(s), `file://`, `base64://` or data address into a folder (at most about 20 MB).
 * @param {string} [path] a folder; relative ones lie below the download root, which is the default
 * @returns {Promise<object>} `path`, `file_path`, `file_name`, `mime_type`, `file_size`
 */
function fileDownload(url, path) {
  return call('file.download', { url: said(url), path: said(path) });
}

/**
 * Fetches a file an IM has announced: a media item, an object with `file_id` or the like, or text.
 * @param {object} [chosen] `path`, `file_name`, `mime_type`, IM type, account; a number here is the timeout
 * @param {number} [timeout] ms, 30000
 * @returns {Promise<object>} the members of `fileDownload` and `ok`, `url`, `action`
 */
function downloadAdapterFile(file, chosen, timeout) {
  return call('file.resolve', { file: isObject(file) ? file : said(file), options: chosen ?? null, timeout: said(timeout) });
}

/**
 * Members of a group; of the current chat when none is named.
 * @param {string|number|object} [group] id, or options: `group_id`, `im_type`, `account_id`, `no_cache`, `raw`, `raw_result`
 * @param {number} [timeout] ms, 30000
 * @returns {Promise<object>} `ok`, `im_type`, `account_id`, `group_id`, `members`
 */
function getGroupMemberList(group, chosen, timeout) {
  return call('group.members', { group: isObject(group) ? group : said(group), options: chosen ?? null, timeout: said(timeout) });
}

/**
 * Calls a method of the platform itself: `(await callPlatform('get_group_info', {group_id: 1})).result`. The account's file must allow it
 * (`platform_calls`).
 * @param {string} action the platform's own word
 * @param {object} [params] as the platform wants them
 * @param {object} [chosen] `im_type`, `account_id`; the account of the current chat without them
 * @param {number} [timeout] ms, 10000
 * @returns {Promise<object>} `ok`, `result`, `im_type`, `account_id`, `rule`, `action`; whole numbers beyond 2^53 in the result are text
 */
function callPlatform(action, params, chosen, timeout) {
  return call('platform.call', { action: said(action), params: given(params), options: chosen ?? null, timeout: said(timeout) });
}

// ---- what many IMs can do. `chosen`: `im_type`, `account_id`; the account of the current chat without them. Rejects where the IM has nothing like it.

const act = (action, chosen, args) => call('im.act', { action, options: chosen ?? null, ...args });

/** Gives a member a name in a group; no group: the current one. */
function setGroupCard(group, user, card, chosen) {
  return act('setGroupCard', chosen, { group: said(group), user: said(user), text: said(card) });
}

/** Gives a group another name. */
function setGroupName(group, name, chosen) {
  return act('setGroupName', chosen, { group: said(group), text: said(name) });
}

/** Takes the account out of a group. */
function leaveGroup(group, chosen) {
  return act('leaveGroup', chosen, { group: said(group) });
}

/** One member, with the members of `getGroupMemberList`; options also: `no_cache`, `raw`. */
function getGroupMember(group, user, chosen) {
  return act('getGroupMember', chosen, { group: said(group), user: said(user) });
}

/** People whom the account may write to: `user_id`, `nickname`. */
function getFriendList(chosen) {
  return act('getFriendList', chosen, {});
}

/** Groups that the account is in: `group_id`, `group_name`. */
function getGroupList(chosen) {
  return act('getGroupList', chosen, {});
}

/** Reacts to a message (an id or a receipt) of the current chat; options also: `on` false takes it back, `group_id`, `user_id`. */
function reactMessage(message, emoji, chosen) {
  return act('react', chosen, { message: given(message), text: said(emoji) });
}

/** Shows that a message, or the whole current chat, was read; options also: `group_id`, `user_id`. */
function markRead(message, chosen) {
  return act('markRead', chosen, { message: given(message) });
}

/** Messages that the platform keeps, the oldest first; of the current chat without a group. `count` 20, `before` the id of a message. */
function getChatHistory(group, count, before, chosen) {
  return act('getChatHistory', chosen, { group: said(group), count: said(count), message: given(before) });
}

/** Files and folders of a group: `file_id`, `name`, `size`, `folder`, `raw`. */
function getGroupFiles(group, folder, chosen) {
  return act('getGroupFiles', chosen, { group: said(group), folder: said(folder) });
}

/** What is said in the recording of a message of the current chat. */
function speechToText(message, chosen) {
  return act('speechToText', chosen, { message: given(message) });
}

// ---- dependencies

/**
 * Loads a module, installing it first where it is missing or a version is asked for (up to 10 minutes).
 * @param {string|object} [wanted] version, or `{package, version, manager}`
 * @param {string} [manager] `npm`
 * @returns {Promise<any>} the module
 */
async function importModule(module, wanted, manager) {
  const name = text(module).trim();
  if (name === '') throw new MiddlewareError('module is required', 'invalid_request');
  const asked = isObject(wanted) ? wanted : { version: wanted };
  const run = current();
  const version = text(asked.version);
  if (version !== '' || !run.modules.has(name)) {
    const result = await call('dependency.ensure', {
      module: name,
      package: said(asked.package),
      version,
      manager: said(asked.manager ?? manager) || 'npm',
    });
    run.modules.addPaths(result?.paths ?? []);
  }
  return run.modules.loadAny(name);
}

// ---- the host

/**
 * The path of a picture of an HTML template, for `replyImage`; '' where the host has no browser or the template has a fault. `{{name}}`,
 * `{{#list}}…{{/list}}`, `{{^list}}…{{/list}}` are filled with `data`, always as text; `selector` names what is shown.
 */
function render(template, selector, data) {
  return call('render', { template: said(template), selector: said(selector), data: data ?? {} });
}

/** The IM types that are switched on. */
function getActiveImtypes() {
  return call('imtypes', {}).then((types) => types ?? []);
}

/** Name of the host program. */
function name() {
  return hostValue('name', '');
}

/** Id of this installation. */
function machineId() {
  return hostValue('machineId', '');
}

/** Version of the host program: text that also answers `.sn`, which is where autMan's version stands. */
function version() {
  return hostValue('version', '');
}

// A text cannot have a member of its own, and an object in its place would not be equal to the text.
Object.defineProperty(String.prototype, 'sn', {
  get() {
    return this.valueOf() !== '' && this.valueOf() === host.run?.context.host?.version ? this.valueOf() : undefined;
  },
  configurable: true,
});

/** Public address of the host, without a final slash. */
function domain() {
  return hostValue('domain', '');
}

/** HTTP port of the host. */
function port() {
  return hostValue('port', '');
}

/** `version`, `commit`, `build_time`, `runtime` of the host. */
function versionInfo() {
  return hostValue('versionInfo', {});
}

/** Sends text to every administrator of the IM types (a list or comma text; all without one); how many were sent. */
function notifyMasters(content, imtypes) {
  return call('notifyMasters', { content: said(content), imtypes: given(imtypes) }).then((sent) => Number(sent) || 0);
}

/** Whether the host is activated. */
function coffee() {
  return call('coffee', {}).then(Boolean);
}

/** The text with its links converted; '' where nothing is configured. */
function spread(message) {
  return call('spread', { text: said(message) }).then((converted) => converted ?? '');
}

/** Recent messages of an IM type (all without one). */
function getHistoryMessages(imtype) {
  return call('history.messages', { imtype: said(imtype) }).then((messages) => messages ?? []);
}

/** Resolves after the given milliseconds. */
function sleep(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, millis(ms, 0)));
  });
}

/** Not available: rejects with what to use in its place. */
function request() {
  return Promise.reject(new MiddlewareError('middleware.request is not available; use fetch or a package such as axios.', 'unsupported'));
}

module.exports = {
  DEFAULT_BUCKET,
  getSenderID,
  push,
  Push: push,
  pushImage,
  pushVoice,
  pushVideo,
  pushFile,
  pushMixed,
  bucketGet,
  bucketSet,
  bucketDel,
  bucketKeys,
  bucketAllKeys,
  bucketAll,
  bucketClear,
  get,
  set,
  del,
  fileDownload,
  downloadAdapterFile,
  getGroupMemberList,
  callPlatform,
  setGroupCard,
  setGroupName,
  leaveGroup,
  getGroupMember,
  getFriendList,
  getGroupList,
  reactMessage,
  markRead,
  getChatHistory,
  getGroupFiles,
  speechToText,
  importModule,
  render,
  getActiveImtypes,
  name,
  machineId,
  version,
  domain,
  port,
  versionInfo,
  notifyMasters,
  coffee,
  spread,
  getHistoryMessages,
  ...model,
  sleep,
  request,
};
