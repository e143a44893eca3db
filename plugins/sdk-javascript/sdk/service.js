'use strict';

const { MiddlewareError, host } = require('./host.js');
const { text, options } = require('./arguments.js');
const functions = require('./functions.js');
const { Sender } = require('./sender.js');
const { Cron } = require('./cron.js');

// Old paths and the members of their bodies, in the order of the function's arguments.
const PUSH = ['imType', 'groupCode', 'userID', 'title'];
const FUNCTIONS = {
  push: [...PUSH, 'content'],
  pushImage: [...PUSH, 'url'],
  pushVoice: [...PUSH, 'url'],
  pushVideo: [...PUSH, 'url'],
  pushFile: [...PUSH, 'url'],
  pushMixed: [...PUSH, 'items'],
  get: ['key'],
  set: ['key', 'value'],
  del: ['key'],
  bucketGet: ['bucket', 'key'],
  bucketSet: ['bucket', 'key', 'value'],
  bucketDel: ['bucket', 'key'],
  bucketKeys: ['bucket', 'value'],
  bucketAllKeys: ['bucket'],
  bucketAll: ['bucket'],
  fileDownload: ['url', 'path'],
  notifyMasters: ['content', 'imtypes'],
  spread: ['msg'],
  coffee: [],
  getActiveImtypes: [],
  name: [],
  machineId: [],
  version: [],
  domain: [],
  port: [],
  versionInfo: [],
  getHistoryMessages: ['imtype'],
  generateFromSinglePrompt: ['prompt'],
  render: ['template', 'selector', 'data'],
};
const METHODS = {
  reply: ['text'],
  replyMarkdown: ['markdown'],
  replyImage: ['source', 'options'],
  replyVoice: ['source', 'options'],
  replyVideo: ['source', 'options'],
  replyFile: ['source', 'options'],
  replyMixed: ['items', 'options'],
  listen: ['waitTime', 'recallTime', 'scope'],
  input: ['waitTime', 'recallTime', 'scope'],
  waitPay: ['exitcode', 'timeout', 'amount'],
  atWaitPay: [],
  setContinue: [],
  recallMessage: ['messageid'],
  breakIn: ['content'],
  response: ['data'],
  param: ['index'],
  getImtype: [],
  getUserID: [],
  getUserName: [],
  getChatID: [],
  getMessage: [],
  getMessageID: [],
  isAdmin: [],
  getPluginName: [],
  getPluginVersion: [],
  getEventType: [],
  getEventData: [],
};

/**
 * The low-level door of older SDKs. Paths that name a function of this SDK (`/bucketGet`, `/reply`, …) are answered by it,
 * with the body's members as arguments; any other path rejects with a sentence.
 */
async function accessService(path, body) {
  const name = text(path).split('?')[0].replace(/^.*\//, '');
  const values = options(body);
  if (Object.hasOwn(FUNCTIONS, name)) return functions[name](...FUNCTIONS[name].map((key) => values[key]));
  if (Object.hasOwn(METHODS, name)) return new Sender()[name](...METHODS[name].map((key) => values[key]));
  throw new MiddlewareError(
    `accessService does not know ${JSON.stringify(text(path))}; call the function of middleware that does what you need.`,
    'unsupported',
  );
}

/** Loads another `.js` file of the plugin folder, or `name:path` of another plugin; its exports. Also a global. */
function importJs(target) {
  if (host.run === null) throw new MiddlewareError('importJs works inside Botyard only.', 'no_run');
  return host.run.modules.importJs(text(target));
}

/** Path of the HTTP request that started this run, '' in other runs. */
function getRouter() {
  return new Sender().getRouterPath();
}

/** Method of the HTTP request that started this run, '' in other runs. */
function getMethod() {
  return new Sender().getRouterMethod();
}

/** Body of the HTTP request as JSON text, '' in other runs. */
function getRouterData() {
  return new Sender().getRouterData();
}

module.exports = { accessService, importJs, getRouter, getMethod, getRouterData, Sender, Cron };
