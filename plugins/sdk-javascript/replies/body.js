'use strict';
// What a request of a reply script carries.

const crypto = require('node:crypto');
const fs = require('node:fs/promises');
const path = require('node:path');
const { fileURLToPath } = require('node:url');
const { isObject, text } = require('../sdk/arguments.js');

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

function isGiven(value) {
  return value !== undefined && value !== null && value !== '';
}

/** Fields one after the other; a list gives its field more than once. */
function fields(form) {
  if (!isObject(form)) return [...new URLSearchParams(text(form))];
  return Object.entries(form).flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, text(one)]));
}

function isJson(value) {
  try {
    return typeof JSON.parse(value) === 'object';
  } catch {
    return false;
  }
}

/** `{ type, bytes }` of a body that is neither a form nor has files; the type is '' where nobody can tell. */
function plain(body, declared, json) {
  if (typeof body !== 'string') {
    if (isObject(body) && declared.startsWith(FORM))
      return { type: FORM, bytes: Buffer.from(new URLSearchParams(fields(body)).toString()) };
    return { type: JSON_TYPE, bytes: Buffer.from(JSON.stringify(body)) };
  }
  const guessed = json || isJson(body) ? JSON_TYPE : /^[^\s=&]+=/.test(body) ? FORM : '';
  return { type: guessed, bytes: Buffer.from(body) };
}

// ---- files

/** The files that were named: one, a list of them, or fields with files. A file is a path, or an object that has one. */
function files(given) {
  if (typeof given === 'string') return [{ field: 'file', file: given }];
  if (Array.isArray(given)) return given.flatMap(files);
  if (!isObject(given)) return [];
  if (source(given) !== undefined) {
    const { field, name, filename, fileName, contentType } = given;
    return [{ field: text(field ?? name) || 'file', file: source(given), fileName: filename ?? fileName, contentType }];
  }
  return Object.entries(given).flatMap(([field, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => (isObject(one) ? { ...files(one)[0], field } : { field, file: text(one) })),
  );
}

function source({ path: at, file, filePath, source: from, url }) {
  return [at, filePath, file, from, url].find((one) => typeof one === 'string');
}

function bytesOf(file, folder) {
  const coded = /^(?:base64:\/\/|data:[^,]*;base64,)(.*)$/s.exec(file);
  if (coded !== null) return Promise.resolve(Buffer.from(coded[1], 'base64'));
  return fs.readFile(file.startsWith('file://') ? fileURLToPath(file) : path.resolve(folder, file));
}

function quoted(name) {
  return `"${name.replace(/["\r\n]/g, (sign) => encodeURIComponent(sign))}"`;
}

async function multipart(form, named, folder) {
  const boundary = `botyard-${crypto.randomUUID()}`;
  const parts = fields(form ?? {}).map(([name, value]) => [`name=${quoted(name)}\r\n`, Buffer.from(value)]);
  for (const { field, file, fileName, contentType } of named) {
    const shown = text(fileName) || (/^(?:base64:|data:)/.test(file) ? 'file' : path.basename(file));
    const type = text(contentType).replace(/[\r\n]/g, '') || 'application/octet-stream';
    parts.push([`name=${quoted(field)}; filename=${quoted(shown)}\r\nContent-Type: ${type}\r\n`, await bytesOf(file, folder)]);
  }
  const chunks = parts.flatMap(([head, bytes]) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n`),
    bytes,
    Buffer.from('\r\n'),
  ]);
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
    forced: true,
  };
}

/**
 * @param declared the content type that the script names, '' for none
 * @param folder   where relative paths of files begin
 * @returns a Promise of `{ type, bytes, forced }`, forced where the script's own type cannot hold; null for none
 */
async function outgoing({ body, formData, fileData, json }, declared, folder) {
  const named = files(fileData);
  if (named.length > 0 || (isGiven(formData) && declared.startsWith('multipart/'))) return multipart(formData, named, folder);
  if (isGiven(formData)) return { type: FORM, bytes: Buffer.from(new URLSearchParams(fields(formData)).toString()) };
  return isGiven(body) ? plain(body, declared, json) : null;
}

module.exports = { outgoing, fields, isGiven };
