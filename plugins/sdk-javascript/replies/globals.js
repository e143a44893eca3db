'use strict';
/*
 * What a reply script finds in its global scope. This file runs anew in the scope of every run, so that lists, objects and errors that a
 * script gets are of its own kind: `instanceof` holds, and what it patches is gone with the run.
 */

const { parse, stringify } = JSON;
const { defineProperty } = Object;
const DATE = /yyyy|YYYY|yy|MM|dd|DD|HH|hh|mm|SSS|ss|SS/g;

function text(value) {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? (stringify(value) ?? '') : String(value);
}

/** A date as patterns of Java say it. `MM` behind an hour is the minute, which many scripts mean by it. */
function dateText(pattern, date) {
  const two = (number) => String(number).padStart(2, '0');
  let hour = false;
  return text(pattern).replace(DATE, (part) => {
    const minute = part === 'mm' || (part === 'MM' && hour);
    hour ||= part === 'HH' || part === 'hh';
    if (minute) return two(date.getMinutes());
    if (part === 'yyyy' || part === 'YYYY') return String(date.getFullYear());
    if (part === 'yy') return two(date.getFullYear() % 100);
    if (part === 'MM') return two(date.getMonth() + 1);
    if (part === 'dd' || part === 'DD') return two(date.getDate());
    if (part === 'HH' || part === 'hh') return two(date.getHours());
    return part === 'SSS' ? String(date.getMilliseconds()).padStart(3, '0') : two(date.getSeconds());
  });
}

/** Seconds, milliseconds or a date; now without one. */
function moment(when) {
  if (when instanceof Date) return when;
  const number = Number(when);
  if (when === undefined || when === null || when === '' || Number.isNaN(number)) return new Date();
  return new Date(Math.abs(number) < 1e11 ? number * 1000 : number);
}

function isNumeric(value) {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value)));
}

/** An error whose words are also there when a script writes it as JSON. */
function failure({ message, code }) {
  const error = new Error(message);
  error.name = 'MiddlewareError';
  error.code = code ?? '';
  defineProperty(error, 'message', { value: message, enumerable: true, writable: true, configurable: true });
  return error;
}

/**
 * @param scope   the global object
 * @param ask     (name, arguments as JSON) → `{ ok: JSON }` or `{ error: { message, code } }`; blocks until it knows
 * @param tools   `print(stream, ...values)`, `md5(text)`, `uuid()`, `run(file)`
 * @param started the run's context as JSON
 */
function define(scope, ask, tools, started) {
  const context = parse(started);
  const host = context.host ?? {};
  const router = context.router ?? {};

  function call(name, ...args) {
    const { ok, error } = ask(name, stringify(args));
    if (error !== undefined) throw failure(error);
    return ok === undefined ? undefined : parse(ok);
  }
  const calls = (name) => ({ [name]: (...args) => call(name, ...args) })[name];
  const reads = (key) => () => text(context[key]);
  const routes = (key, missing) => () => router[key] || missing;
  const prints =
    (stream) =>
    (...values) =>
      tools.print(stream, ...values);

  const functions = {
    timeFormat: (pattern, when) => dateText(pattern, moment(when)),
    unixTimeFormat: (when, pattern) =>
      isNumeric(when) ? dateText(pattern ?? 'yyyy-MM-dd HH:mm:ss', moment(when)) : dateText(when, moment(pattern)),
    version: () => text(host.version),
    machineId: () => text(host.machineId),
    name: () => text(host.name),
    domain: () => text(host.domain),
    port: () => text(host.port),
    md5: (value) => tools.md5(text(value)),
    uuid: () => tools.uuid(),
  };

  const globals = {
    // ---- who and what
    GetContent: reads('message'),
    GetUserID: reads('userID'),
    GetUsername: reads('userName'),
    GetUserName: reads('userName'),
    GetChatID: reads('chatID'),
    GetGroupCode: reads('chatID'),
    GetChatName: reads('chatName'),
    GetChatname: reads('chatName'),
    GetImType: reads('imType'),
    ImType: reads('imType'),
    GetMessageID: reads('messageID'),
    getTitle: reads('pluginName'),
    isAdmin: () => Boolean(context.isAdmin),
    param: (index) => text(context.params?.[Number(index) - 1]),

    // ---- answering
    sendText: calls('sendText'),
    sendImage: calls('sendImage'),
    sendVoice: calls('sendVoice'),
    sendVideo: calls('sendVideo'),
    sendFile: calls('sendFile'),
    sendMixed: calls('sendMixed'),
    image: (url) => `[CQ:image,file=${text(url)}]`,
    imageDownload: calls('imageDownload'),
    notifyMasters: calls('notifyMasters'),
    push: calls('push'),
    breakIn: calls('breakIn'),
    Continue: calls('Continue'),
    RecallMessage: calls('RecallMessage'),
    GroupKick: calls('GroupKick'),
    GroupBan: calls('GroupBan'),

    // ---- waiting
    input: calls('input'),
    sleep: calls('sleep'),
    atWaitPay: calls('atWaitPay'),
    /** `(timeout, exitcode)`, the other way round than in the SDK; where the first is plainly no time, as in the SDK. */
    waitPay(timeout, exitcode, amount) {
      const swapped = !isNumeric(timeout) && isNumeric(exitcode);
      return swapped ? call('waitPay', timeout, exitcode, amount) : call('waitPay', exitcode, timeout, amount);
    },

    // ---- what is kept
    get: calls('get'),
    set: calls('set'),
    del: calls('del'),
    bucketGet: calls('bucketGet'),
    bucketSet: calls('bucketSet'),
    bucketDel: calls('bucketDel'),
    bucketKeys: calls('bucketKeys'),
    bucketAllKeys: calls('bucketAllKeys'),
    bucketAll: calls('bucketAll'),
    cron: {
      add: (fields) => call('cronAdd', fields),
      get: (id) => call('cronGet', id),
      update: (fields) => call('cronUpdate', fields),
      delete: (id) => call('cronDelete', id),
    },

    // ---- HTTP
    getRouter: routes('path', ''),
    getMethod: routes('method', ''),
    getRouterParams: routes('params', {}),
    getRouterHeaders: routes('headers', {}),
    getRouterCookies: routes('cookies', {}),
    getRouterBody: routes('body', {}),
    getRouterData: routes('data', ''),
    response: calls('response'),
    /** The answer's body, undefined when there is none; what a callback returns, if it returns something. */
    request(options, callback) {
      const { error, response } = call('request', typeof options === 'string' ? { url: options } : options);
      const failed = error === undefined ? null : failure(error);
      const body = response?.body;
      if (typeof callback !== 'function') {
        if (failed !== null) tools.print('stderr', failed.message);
        return body;
      }
      const given = callback(failed, response ?? {}, response?.headers ?? {}, body);
      return given === undefined ? body : given;
    },

    // ---- the rest
    Debug: prints('stdout'),
    console: {
      log: prints('stdout'),
      info: prints('stdout'),
      debug: prints('stdout'),
      warn: prints('stderr'),
      error: prints('stderr'),
    },
    timeFmt: functions.timeFormat,
    call(name) {
      if (Object.hasOwn(functions, name)) return functions[name];
      throw new TypeError(`call(${stringify(name)}): there is no such function, only ${Object.keys(functions).join(', ')}.`);
    },
    /** Runs another script in this scope, once. */
    importJs(target) {
      tools.run(call('importJs', text(target)));
    },
  };
  for (const name of Object.keys(globals)) {
    defineProperty(scope, name, { value: globals[name], writable: true, configurable: true, enumerable: false });
  }
  // autMan's version stands in a member of it; see the SDK's `version`.
  defineProperty(String.prototype, 'sn', {
    get() {
      return this.valueOf() !== '' && this.valueOf() === host.version ? this.valueOf() : undefined;
    },
    configurable: true,
  });
}

exports.define = define;
