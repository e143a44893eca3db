'use strict';
// Arguments as scripts give them. The host reads them, in all the spellings of older SDKs; here they only become JSON.

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

/** A value in the place of a text: what JSON knows as the script said it, for the host to read; all else as JavaScript writes it. */
function said(value) {
  if (value === undefined || value === null) return null;
  return typeof value === 'boolean' || Number.isFinite(value) ? value : text(value);
}

/** The same where lists and objects mean something to the host, with all that is in them. */
function given(value) {
  if (Array.isArray(value)) return value.map(given);
  if (!isObject(value) || value instanceof Uint8Array || value instanceof Error || value instanceof Date) return said(value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, given(member)]));
}

/** Whole milliseconds; anything that is not a number is the fallback. */
function millis(value, fallback) {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return fallback;
  const number = Math.trunc(Number(value));
  return Number.isFinite(number) ? number : fallback;
}

function options(value) {
  return isObject(value) ? value : {};
}

/** Cron fields that were given, one after the other or as one object. */
function cronFields(...all) {
  const names = ['cron', 'isOnce', 'cmd', 'isToSelf', 'toOthers', 'memo', 'disguiseImtype', 'disguiseGroup', 'disguiseUser'];
  const named = isObject(all[0]) ? names.map((name) => [name, all[0][name]]) : names.map((name, place) => [name, all[place]]);
  return Object.fromEntries(
    named.filter(([, value]) => value !== undefined && value !== null).map(([name, value]) => [name, given(value)]),
  );
}

module.exports = { text, said, given, millis, options, cronFields, isObject };
