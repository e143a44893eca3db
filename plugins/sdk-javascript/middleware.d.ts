/**
 * The SDK of Botyard plugins: what a script says to the host that runs it.
 *
 * Everything gives a Promise except `getSenderID`, `importJs` and the constructors; a refusal rejects with a `MiddlewareError`.
 * Times are milliseconds unless a name says otherwise. Ids are text; numbers and null are accepted.
 */

import type {
  Textual,
  PushOptions,
  NamedPush,
  MediaOptions,
  MixedItem,
  SendReceipt,
  FileDownloadResult,
  AdapterFileResult,
  AdapterFileOptions,
  MediaItem,
  GroupMemberListOptions,
  GroupMemberListResult,
  PlatformReceipt,
  KeptMessage,
  GroupFile,
  TargetOptions,
  Payment,
  RuntimeCronItem,
  CronFields,
  VersionInfo,
  ImportOptions,
  WaitOptions,
} from './sdk/types';

export * from './sdk/types';

/** The host refused a call, or its arguments cannot be sent. */
export class MiddlewareError extends Error {
  constructor(message: string, code?: string);
  /** The host's stable error code, or ''. */
  code: string;
}

/** The id of this run; what `Sender` takes. Not a Promise. */
export function getSenderID(): string;

/**
 * Sends text to a group (`groupCode`) or a person (`userID`); the other one is ''. The title is sent when the content is empty.
 * `timeout` in ms, as the host says (5000). Gives the number of messages sent: 0 when no usable account or target was found.
 */
export function push(push: NamedPush): Promise<number>;
export function push(
  imType: string,
  groupCode?: Textual,
  userID?: Textual,
  title?: Textual,
  content?: Textual,
  options?: PushOptions | number | null,
  timeout?: number | null,
  ...extra: unknown[]
): Promise<number>;
/** The same as `push`. */
export function Push(push: NamedPush): Promise<number>;
export function Push(
  imType: string,
  groupCode?: Textual,
  userID?: Textual,
  title?: Textual,
  content?: Textual,
  options?: PushOptions | number | null,
  timeout?: number | null,
  ...extra: unknown[]
): Promise<number>;
/** Sends a picture. `url`: http(s) address, path, `base64://…` or data URI. `timeout` in ms, as the host says (30000); else as `push`. */
export function pushImage(push: NamedPush): Promise<number>;
export function pushImage(
  imType: string,
  groupCode?: Textual,
  userID?: Textual,
  title?: Textual,
  url?: Textual,
  options?: PushOptions | number | null,
  timeout?: number | null,
  ...extra: unknown[]
): Promise<number>;
/** Sends a voice message; as `pushImage`. */
export function pushVoice(push: NamedPush): Promise<number>;
export function pushVoice(
  imType: string,
  groupCode?: Textual,
  userID?: Textual,
  title?: Textual,
  url?: Textual,
  options?: PushOptions | number | null,
  timeout?: number | null,
  ...extra: unknown[]
): Promise<number>;
/** Sends a video; as `pushImage`. */
export function pushVideo(push: NamedPush): Promise<number>;
export function pushVideo(
  imType: string,
  groupCode?: Textual,
  userID?: Textual,
  title?: Textual,
  url?: Textual,
  options?: PushOptions | number | null,
  timeout?: number | null,
  ...extra: unknown[]
): Promise<number>;
/** Sends a file; as `pushImage`. */
export function pushFile(push: NamedPush): Promise<number>;
export function pushFile(
  imType: string,
  groupCode?: Textual,
  userID?: Textual,
  title?: Textual,
  url?: Textual,
  options?: PushOptions | number | null,
  timeout?: number | null,
  ...extra: unknown[]
): Promise<number>;
/** Sends one message of several parts; else as `pushImage`. */
export function pushMixed(push: NamedPush): Promise<number>;
export function pushMixed(
  imType: string,
  groupCode?: Textual,
  userID?: Textual,
  title?: Textual,
  items?: Array<MixedItem | string>,
  options?: PushOptions | number | null,
  timeout?: number | null,
  ...extra: unknown[]
): Promise<number>;

/** The text under the key in the bucket `otto`, `missing` if there is none. */
export function get(key: Textual): Promise<string>;
export function get<T>(key: Textual, missing: T): Promise<string | T>;
/** Stores text in the bucket `otto`. */
export function set(key: Textual, value: unknown): Promise<boolean>;
/** Removes a key of the bucket `otto`; true. */
export function del(key: Textual): Promise<boolean>;
/** The text stored under the key, `missing` if there is none. */
export function bucketGet(bucket: Textual, key: Textual): Promise<string>;
export function bucketGet<T>(bucket: Textual, key: Textual, missing: T): Promise<string | T>;
/** Stores the value as text (objects as JSON). */
export function bucketSet(bucket: Textual, key: Textual, value: unknown): Promise<boolean>;
/** Removes the key; true. */
export function bucketDel(bucket: Textual, key: Textual): Promise<boolean>;
/** Keys whose value equals `value`; all keys without a value. No bucket: `otto`. */
export function bucketKeys(bucket?: Textual, value?: unknown): Promise<string[]>;
/** All keys. */
export function bucketAllKeys(bucket: Textual): Promise<string[]>;
/** The whole bucket. */
export function bucketAll(bucket: Textual): Promise<Record<string, string>>;
/** Removes every key. */
export function bucketClear(bucket: Textual): Promise<boolean>;

/** Fetches an http(s), `file://`, `base64://` or data address into a folder; at most about 20 MB. */
export function fileDownload(url: string, path?: string | null): Promise<FileDownloadResult>;
/** Fetches a file an IM has announced. A number in the place of the options is the timeout; 30000 ms. */
export function downloadAdapterFile(
  file: MediaItem | Record<string, unknown> | string,
  options?: AdapterFileOptions | number | null,
  timeout?: number | null,
): Promise<AdapterFileResult>;
/** Members of a group; of the current chat when none is named. `timeout` 30000 ms. */
export function getGroupMemberList(
  group?: Textual | GroupMemberListOptions,
  options?: GroupMemberListOptions | number | null,
  timeout?: number | null,
): Promise<GroupMemberListResult>;
/** Gives a member a name in a group; no group: the current one. Rejects, as the following do, where the IM has nothing like it. */
export function setGroupCard(group: Textual, user: Textual, card: Textual, options?: TargetOptions | null): Promise<true>;
/** Gives a group another name. */
export function setGroupName(group: Textual, name: string, options?: TargetOptions | null): Promise<true>;
/** Takes the account out of a group. */
export function leaveGroup(group: Textual, options?: TargetOptions | null): Promise<true>;
/** One member. */
export function getGroupMember(group: Textual, user: Textual, options?: GroupMemberListOptions | null): Promise<Record<string, any>>;
/** People whom the account may write to. */
export function getFriendList(options?: TargetOptions | null): Promise<Array<{ user_id: string; nickname: string }>>;
/** Groups that the account is in. */
export function getGroupList(options?: TargetOptions | null): Promise<Array<{ group_id: string; group_name: string }>>;
/** Reacts to a message of the current chat; `on` false takes it back. */
export function reactMessage(message: unknown, emoji: Textual, options?: (TargetOptions & { on?: boolean }) | null): Promise<true>;
/** Shows that a message, or the whole current chat, was read. */
export function markRead(message?: unknown, options?: TargetOptions | null): Promise<true>;
/** Messages that the platform keeps, the oldest first; of the current chat without a group. */
export function getChatHistory(
  group?: Textual,
  count?: number | null,
  before?: unknown,
  options?: TargetOptions | null,
): Promise<KeptMessage[]>;
/** Files and folders of a group. */
export function getGroupFiles(group?: Textual, folder?: string | null, options?: TargetOptions | null): Promise<GroupFile[]>;
/** What is said in the recording of a message of the current chat. */
export function speechToText(message: unknown, options?: TargetOptions | null): Promise<string>;
/** Calls a method of the platform itself, where the account's file allows it. Rejects when it was not done. `timeout` 10000 ms. */
export function callPlatform<T = any>(
  action: string,
  params?: Record<string, unknown> | null,
  options?: TargetOptions | number | null,
  timeout?: number | null,
): Promise<PlatformReceipt<T>>;
/** Loads a module, installing it first where it is missing or a version is asked for (up to 10 minutes). */
export function importModule<T = any>(module: string, versionOrOptions?: string | ImportOptions | null, manager?: string): Promise<T>;
/** Exports of another `.js` file of the plugin folder, or of `name:path` of another plugin. Not a Promise. */
export function importJs<T = any>(target: string): T;
/** Path of a picture of a template with `{{name}}`, `{{#list}}…{{/list}}` filled with `data` as text; '' without a browser. */
export function render(template: string, selector?: string, data?: unknown): Promise<string>;

/** The IM types that are switched on. */
export function getActiveImtypes(): Promise<string[]>;
/** Name of the host program. */
export function name(): Promise<string>;
/** Id of this installation. */
export function machineId(): Promise<string>;
/** Version of the host program. */
export function version(): Promise<string & { readonly sn?: string }>;
/** Public address of the host, without a final slash. */
export function domain(): Promise<string>;
/** HTTP port of the host. */
export function port(): Promise<number | string>;
/** Details of the host's version. */
export function versionInfo(): Promise<VersionInfo>;
/** Sends text to every administrator of the IM types (all without a list); how many were sent. */
export function notifyMasters(content: Textual, imtypes?: string[] | string | null): Promise<number>;
/** Whether the host is activated. */
export function coffee(): Promise<boolean>;
/** The text with its links converted; '' where nothing is configured. */
export function spread(msg: Textual): Promise<string>;
/** Recent messages of an IM type (all without one). */
export function getHistoryMessages(imtype?: string): Promise<Array<Record<string, unknown>>>;
type Asked = { model?: string; temperature?: number; max_tokens?: number; timeout?: number };
/** What the language model says; rejects with `no_model`, `rate_limited`, `rejected`, `model_failed`. `stream`: people see it grow. */
export function chat(
  messages: Textual | { role?: 'system' | 'user' | 'assistant'; content: Textual }[],
  options?: (Asked & { format?: 'json' | 'text'; stream?: boolean }) | null,
): Promise<string>;
/** What the configured language model answers; may be ''. */
export function generateFromSinglePrompt(prompt: Textual): Promise<string>;
/** Path of the HTTP request that started this run, '' in other runs. */
export function getRouter(): Promise<string>;
/** Method of the HTTP request. */
export function getMethod(): Promise<string>;
/** Body of the HTTP request as JSON text. */
export function getRouterData(): Promise<string>;
/** The low-level door of older SDKs: paths that name a function are answered by it, others reject. */
export function accessService(path: string, body?: Record<string, unknown>, timeout?: number): Promise<any>;
/** Not available: rejects with what to use in its place. */
export function request(...args: unknown[]): Promise<never>;
/** Resolves after the given milliseconds. */
export function sleep(ms: number): Promise<void>;

/** Who and what started this run, and the way to answer. Missing data reads as '', [], {} or false. */
export class Sender {
  constructor(senderID?: string | number | null);
  senderID: string;

  getImtype(): Promise<string>;
  getUserID(): Promise<string>;
  getUserName(): Promise<string>;
  getUserAvatarUrl(): Promise<string>;
  /** Id of the group, '' in private chats. */
  getChatID(): Promise<string>;
  getChatName(): Promise<string>;
  getGroupName(): Promise<string>;
  isAdmin(): Promise<boolean>;
  isAI(): Promise<boolean>;
  getAIParam(): Promise<string>;
  /** The text of the message, without mentions, quotes and media. */
  getMessage(): Promise<string>;
  getMessageID(): Promise<string>;
  getHistoryMessageIDs(number?: number): Promise<string[]>;
  getHistoryMessages(imtype?: string): Promise<Array<Record<string, unknown>>>;
  /** What the rule's group captured; the first is 1. */
  param(index: number | string): Promise<string>;
  getPluginName(): Promise<string>;
  getPluginVersion(): Promise<string>;
  getEventType(): Promise<string>;
  setEventType(type: Textual): Promise<boolean>;
  getEventData(): Promise<any>;
  setEventData(data: unknown): Promise<boolean>;
  /** Media of the last awaited message, else of this message, else of the event. */
  getMediaItems(): Promise<MediaItem[]>;

  reply(text?: unknown, ...extra: unknown[]): Promise<SendReceipt>;
  replyMarkdown(markdown?: unknown, ...extra: unknown[]): Promise<SendReceipt>;
  replyImage(source?: Textual, options?: MediaOptions | null, ...extra: unknown[]): Promise<SendReceipt>;
  replyVoice(source?: Textual, options?: MediaOptions | null, ...extra: unknown[]): Promise<SendReceipt>;
  replyVideo(source?: Textual, options?: MediaOptions | null, ...extra: unknown[]): Promise<SendReceipt>;
  replyFile(source?: Textual, options?: MediaOptions | null, ...extra: unknown[]): Promise<SendReceipt>;
  replyMixed(items: Array<MixedItem | string>, options?: MediaOptions | null, ...extra: unknown[]): Promise<SendReceipt>;
  /** Sets the run's return value without sending anything; gives '[]'. */
  returnValue(text?: unknown): Promise<string>;

  /** Lets plugins of lower priority see this message too. */
  setContinue(): Promise<boolean>;
  /** Takes back a message: an id, a list, a receipt, or a Promise of one. */
  recallMessage(message?: unknown, ...extra: unknown[]): Promise<SendReceipt>;
  breakIn(content?: unknown, ...extra: unknown[]): Promise<any>;

  /**
   * The next message of this user in this chat; '' when nobody wrote in time, or null with the header `timeout_value: none`. A message without
   * text is its CQ code. 60000 ms, at least 1000, at most 900000.
   */
  listen(
    waitTime?: number | string | WaitOptions | null,
    recallTime?: number | 'group' | (string & {}) | null,
    scope?: '' | 'group' | boolean | null,
    ...extra: unknown[]
  ): Promise<string>;
  /** The same as `listen`. */
  input(
    waitTime?: number | string | WaitOptions | null,
    recallTime?: number | 'group' | (string & {}) | null,
    scope?: '' | 'group' | boolean | null,
    ...extra: unknown[]
  ): Promise<string>;
  /** 'timeout', 'busy', the exit code, or the payment. `amount` is the expected sum, not a filter. */
  waitPay(exitcode?: Textual, timeout?: number | null, amount?: number | string | null): Promise<string | Payment>;
  atWaitPay(): Promise<boolean>;

  getRouterPath(): Promise<string>;
  getRouter(): Promise<string>;
  getRouterParams(): Promise<Record<string, string>>;
  getRouterMethod(): Promise<string>;
  getMethod(): Promise<string>;
  getRouterHeaders(): Promise<Record<string, string | string[]>>;
  getRouterCookies(): Promise<Record<string, string>>;
  getRouterBody(): Promise<any>;
  getRouterData(): Promise<string>;
  getRouterBodyBytes(): Promise<Uint8Array>;
  /** The answer to the HTTP request: objects and lists become JSON, text stays text. */
  response(data?: unknown): Promise<boolean>;

  groupInviteIn(friend: Textual, group: Textual): Promise<any>;
  groupKick(userid: Textual): Promise<any>;
  /** `timeout` in seconds. */
  groupBan(userid: Textual, timeout?: number | string): Promise<any>;
  groupUnban(userid: Textual): Promise<any>;
  groupWholeBan(): Promise<any>;
  groupWholeUnban(): Promise<any>;
  groupNoticeSend(notice: Textual): Promise<any>;
  groupAddRequest(flag: Textual, approve?: boolean | string | null, reason?: Textual): Promise<any>;
  friendAddRequest(flag: Textual, approve?: boolean | string | null, remark?: Textual): Promise<any>;

  get: typeof get;
  set: typeof set;
  del: typeof del;
  bucketGet: typeof bucketGet;
  bucketSet: typeof bucketSet;
  bucketDel: typeof bucketDel;
  bucketKeys: typeof bucketKeys;
  bucketAllKeys: typeof bucketAllKeys;
  bucketAll: typeof bucketAll;
  getGroupMemberList: typeof getGroupMemberList;
  callPlatform: typeof callPlatform;
  downloadAdapterFile: typeof downloadAdapterFile;
}

/** Scheduled commands: text the host feeds in, as if somebody had sent it, whenever the expression is due. */
export class Cron {
  constructor(cronID?: string | number | null);
  cronID: string | number | null | undefined;
  getCrons(): Promise<RuntimeCronItem[]>;
  /** One entry; without an id here and in the constructor the list of all. */
  getCron(cronID?: Textual | RuntimeCronItem): Promise<RuntimeCronItem | RuntimeCronItem[]>;
  getCronByID(cronID?: Textual | RuntimeCronItem): Promise<RuntimeCronItem>;
  /** What is undefined or null is left out, '' clears. autMan's order, which has no `isOnce`, works too. */
  addCron(
    cron: string | CronFields,
    isOnce?: boolean | string | null,
    cmd?: string | boolean | null,
    isToSelf?: unknown,
    toOthers?: string | string[] | null,
    memo?: string | null,
    disguiseImtype?: string | null,
    disguiseGroup?: Textual,
    disguiseUser?: Textual,
  ): Promise<RuntimeCronItem>;
  updateCron(
    cronID: Textual | RuntimeCronItem,
    cron?: string | CronFields | null,
    isOnce?: boolean | string | null,
    cmd?: string | boolean | null,
    isToSelf?: unknown,
    toOthers?: string | string[] | null,
    memo?: string | null,
    disguiseImtype?: string | null,
    disguiseGroup?: Textual,
    disguiseUser?: Textual,
  ): Promise<RuntimeCronItem>;
  delCron(cronID?: Textual | RuntimeCronItem): Promise<boolean>;
  deleteCron(cronID?: Textual | RuntimeCronItem): Promise<boolean>;
}

declare global {
  /** Exports of another `.js` file of the plugin folder, or of `name:path` of another plugin. */
  function importJs<T = any>(target: string): T;
}
