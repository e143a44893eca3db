'use strict';
// What a reply script asks for, done by the SDK that other scripts have: names are those of globals.js.

const sdk = require('../middleware.js');
const { isObject } = require('../sdk/arguments.js');
const { host } = require('../sdk/host.js');
const { request } = require('./request.js');

// A schedule has no chat, and its log says so already.
function ids(receipt) {
  if (receipt.ok === false && receipt.error && host.run?.context.imType !== 'fake') process.stderr.write(`not sent: ${receipt.error}\n`);
  return receipt.message_ids ?? [];
}

const sends =
  (method) =>
  (sender, ...args) =>
    sender[method](...args).then(ids);

/** Names of other spellings; what is missing is as in the message that started the run. */
function target(given, run) {
  const { chatID, groupID, ...named } = given;
  return { ...named, imType: named.imType || run.context.imType, groupCode: named.groupCode ?? groupID ?? chatID };
}

function cronFields({ id, toSelf, isToSelf = toSelf, ...fields }) {
  return { ...fields, isToSelf };
}

async function imageDownload(url) {
  return (await sdk.fileDownload(url)).path;
}

const DEEDS = {
  sendText: sends('reply'),
  sendImage: sends('replyImage'),
  sendVoice: sends('replyVoice'),
  sendVideo: sends('replyVideo'),
  sendFile: (sender, source, name) =>
    sender.replyFile(source, typeof name === 'string' ? { file_name: name } : (name ?? undefined)).then(ids),
  sendMixed: sends('replyMixed'),
  input: (sender, ...args) => sender.listen(...args),
  waitPay: (sender, ...args) => sender.waitPay(...args),
  atWaitPay: (sender) => sender.atWaitPay(),
  breakIn: (sender, content) => sender.breakIn(content),
  Continue: (sender) => sender.setContinue(),
  response: (sender, data) => sender.response(data),
  GroupKick: (sender, user) => sender.groupKick(user),
  GroupBan: (sender, user, seconds) => sender.groupBan(user, seconds),
  async RecallMessage(sender, message) {
    const nothing = (message ?? '') === '' || (Array.isArray(message) && message.length === 0);
    return !nothing && (await sender.recallMessage(message)).ok !== false;
  },
};

const FUNCTIONS = [
  'notifyMasters',
  'sleep',
  'get',
  'set',
  'del',
  'bucketGet',
  'bucketSet',
  'bucketDel',
  'bucketKeys',
  'bucketAllKeys',
  'bucketAll',
];

const OTHERS = {
  imageDownload: (_, [url]) => imageDownload(url),
  push: (run, args) => (args.length === 1 && isObject(args[0]) ? sdk.push(target(args[0], run)) : sdk.push(...args)),
  request: (run, [options], ended) => request(options, run, ended),
  importJs: (run, [name]) => run.modules.replyScript(name),
  cronAdd: (_, [fields]) => new sdk.Cron().addCron(cronFields(fields)).then((entry) => entry?.id ?? entry),
  cronGet: (_, [id]) => new sdk.Cron().getCron(id),
  cronUpdate: (_, [fields]) => new sdk.Cron().updateCron(fields.id, cronFields(fields)),
  cronDelete: (_, [id]) => new sdk.Cron().delCron(id),
};

/**
 * @param ended aborts when the run is over
 * @returns a Promise of what the script gets; a missing argument is null, as JSON has it
 */
async function service(name, args, run, ended) {
  if (FUNCTIONS.includes(name)) return sdk[name](...args.map((argument) => argument ?? undefined));
  if (Object.hasOwn(DEEDS, name)) return DEEDS[name](new sdk.Sender(run.id), ...args);
  return OTHERS[name](run, args, ended);
}

module.exports = { service };
