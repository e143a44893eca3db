'use strict';
/*
 * The SDK of Botyard plugins: what a script says to the host that runs it.
 *
 *     const middleware = require('./middleware.js');
 *     const sender = new middleware.Sender(middleware.getSenderID());
 *     await sender.reply('Hello, ' + await sender.getUserName());
 *
 * Everything gives a Promise except getSenderID(), importJs() and the constructors; a refusal rejects with a
 * MiddlewareError whose message is a sentence. Times are milliseconds unless a name says otherwise. Ids are text; numbers and
 * null are accepted. Old spellings of names and arguments keep working; surplus arguments are ignored.
 */

const { MiddlewareError } = require('./sdk/host.js');
const {
  getSenderID,
  push,
  Push,
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
  generateFromSinglePrompt,
  sleep,
  request,
} = require('./sdk/functions.js');
const { accessService, importJs, getRouter, getMethod, getRouterData, Sender, Cron } = require('./sdk/service.js');

// Spelled out one by one: this is what makes the names importable from ES modules.
module.exports = {
  Sender,
  Cron,
  MiddlewareError,
  getSenderID,
  push,
  Push,
  pushImage,
  pushVoice,
  pushVideo,
  pushFile,
  pushMixed,
  get,
  set,
  del,
  bucketGet,
  bucketSet,
  bucketDel,
  bucketKeys,
  bucketAllKeys,
  bucketAll,
  bucketClear,
  fileDownload,
  downloadAdapterFile,
  getGroupMemberList,
  importModule,
  importJs,
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
  generateFromSinglePrompt,
  getRouter,
  getMethod,
  getRouterData,
  accessService,
  request,
  sleep,
};
