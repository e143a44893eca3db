'use strict';
// Arguments as scripts give them, in all the spellings of older SDKs, made into what the host is told.

const { MiddlewareError } = require('./host.js');

const WAIT_DEFAULT = 60000;
const WAIT_MINIMUM = 1000;
const WAIT_MAXIMUM = 900000;
const ITEM_NAMES = ['name', 'file_name', 'filename', 'fileName'];
const MIME_NAMES = ['mime_type', 'mimeType'];
const SOURCE_NAMES = ['source', 'file', 'url', 'path'];
const MEDIA = new Set(['image', 'voice', 'video', 'file']);
const FLAGS = new Set(['true', '1', 'yes', 'on']);
const FLAG_WORDS = new Set(['', 'true', 'false', '0', '1']);

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value) {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (value instanceof Error || value instanceof Date) return String(value);
  if (typeof value === 'object') return JSON.stringify(value) ?? '';
  return String(value);
}

function flag(value) {
  return typeof value === 'string' ? FLAGS.has(value.trim().toLowerCase()) : Boolean(value);
}

/** Whole milliseconds; anything that is not a number is the fallback. */
function millis(value, fallback) {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return fallback;
  const number = Math.trunc(Number(value));
  return Number.isFinite(number) ? number : fallback;
}

function waitMillis(value) {
  const wanted = millis(value, WAIT_DEFAULT);
  return Math.max(WAIT_MINIMUM, Math.min(WAIT_MAXIMUM, wanted <= 0 ? WAIT_DEFAULT : wanted));
}

function options(value) {
  return isObject(value) ? value : {};
}

/** Options of something that is sent; also as JSON text. Other text is refused: the account may stand in it. */
function sendOptions(value) {
  if (typeof value !== 'string' || value.trim() === '') return options(value);
  let parsed = null;
  try {
    parsed = JSON.parse(value);
  } catch {
    // Told below.
  }
  if (isObject(parsed)) return parsed;
  throw new MiddlewareError(`the options are the text ${JSON.stringify(value.slice(0, 40))}; give an object such as { account_id: 'bot_a' }`, 'invalid_request');
}

/** `(options, timeout)` where a lone number in the place of the options is the timeout. */
function optionsAndTimeout(given, timeout) {
  const bare = typeof given === 'number' && (timeout === undefined || timeout === null);
  if (bare) return [{}, given];
  const chosen = sendOptions(given);
  return [chosen, timeout ?? chosen.timeout];
}

function first(object, names) {
  for (const name of names) if (object[name]) return object[name];
  return undefined;
}

function mediaItem(item, defaults) {
  const source = first(item, SOURCE_NAMES);
  if (!source) return undefined;
  const part = { type: item.type, source: text(source) };
  const name = first(item, ITEM_NAMES) ?? first(defaults, ITEM_NAMES);
  const mime = first(item, MIME_NAMES) ?? first(defaults, MIME_NAMES);
  if (name) part.name = text(name);
  if (mime) part.mime_type = text(mime);
  if (item.platform_payload !== undefined && item.platform_payload !== null) part.platform_payload = item.platform_payload;
  return part;
}

/** Mixed items in the host's spelling; what has no known type or no content is dropped. */
function items(given, defaults) {
  const list = Array.isArray(given) ? given : given === undefined || given === null ? [] : [given];
  const result = [];
  for (let item of list) {
    if (typeof item === 'string') item = { type: 'text', text: item };
    if (!isObject(item)) continue;
    if (item.type === 'text' || item.type === 'markdown') {
      if (item.text !== undefined && item.text !== null && item.text !== '') {
        result.push({ type: item.type, text: text(item.text) });
      }
    } else if (MEDIA.has(item.type)) {
      const part = mediaItem(item, defaults);
      if (part) result.push(part);
    }
  }
  return result;
}

/** Ids out of an id, a receipt, or a list of either. */
function messageIds(messages) {
  if (messages === undefined || messages === null || messages === '' || typeof messages === 'boolean') return [];
  if (Array.isArray(messages)) return messages.flatMap(messageIds);
  if (typeof messages === 'object') {
    if (Array.isArray(messages.message_ids) && messages.message_ids.length > 0) return messageIds(messages.message_ids);
    return messageIds(first(messages, ['message_id', 'messageid', 'id']));
  }
  return [text(messages)];
}

/** The id of a cron entry, out of the id itself or of what `addCron` and `getCrons` give. */
function cronId(entry) {
  const one = Array.isArray(entry) ? entry[0] : entry;
  return text(isObject(one) ? first(one, ['id', 'cronID', 'cron_id']) : one);
}

/** Cron fields that were given. Text in the place of `isOnce` is autMan's order, one place to the left. */
function cronFields(cron, isOnce, cmd, isToSelf, toOthers, memo, imtype, group, user) {
  if (isObject(cron)) return cronFields(cron.cron, cron.isOnce, cron.cmd, cron.isToSelf, cron.toOthers, cron.memo,
    cron.disguiseImtype, cron.disguiseGroup, cron.disguiseUser);
  if (typeof isOnce === 'string' && !FLAG_WORDS.has(isOnce.trim().toLowerCase())) {
    if (cmd === undefined || cmd === null) return cronFields(cron, undefined, isOnce, isToSelf, toOthers, memo, imtype, group, user);
    return cronFields(cron, undefined, isOnce, cmd, isToSelf, toOthers, memo, imtype, group);
  }
  const fields = {};
  const texts = { cron, cmd, toOthers, memo, disguiseImtype: imtype, disguiseGroup: group, disguiseUser: user };
  for (const [key, value] of Object.entries(texts)) {
    if (value !== undefined && value !== null) fields[key] = Array.isArray(value) ? value.map(text).join(',') : text(value);
  }
  if (isOnce !== undefined && isOnce !== null) fields.isOnce = flag(isOnce);
  if (isToSelf !== undefined && isToSelf !== null) fields.isToSelf = flag(isToSelf);
  return fields;
}

module.exports = { text, flag, millis, waitMillis, options, sendOptions, optionsAndTimeout, items, messageIds, cronId, cronFields, isObject };
