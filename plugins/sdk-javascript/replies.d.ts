/**
 * What a reply script (ES5) finds in its global scope. Every call blocks until it knows its result; there is nothing to await, no `require`
 * and no `setTimeout`. In an editor: `/// <reference path="replies.d.ts" />` at the top of the script.
 */

/** Ids of the messages that were sent, for `RecallMessage`; none where nothing was. */
type MessageIds = string[];

// ---- who and what

/** The text of the message. */
declare function GetContent(): string;
declare function GetUserID(): string;
declare function GetUsername(): string;
declare function GetUserName(): string;
/** Id of the group, '' in private chats. */
declare function GetChatID(): string;
declare function GetGroupCode(): string;
declare function GetChatName(): string;
declare function GetChatname(): string;
/** IM type of the message, `fake` in scheduled runs, '' in runs of a route. */
declare function GetImType(): string;
declare function ImType(): string;
declare function GetMessageID(): string;
/** Title of the plugin. */
declare function getTitle(): string;
declare function isAdmin(): boolean;
/** What the rule captured; the first is 1. */
declare function param(index: number): string;

// ---- answering

/** Answers in the current chat; CQ codes in the text become pictures, mentions and so on. */
declare function sendText(text: unknown): MessageIds;
/** A source is an address, a path, `base64://…` or a data URI. */
declare function sendImage(source: string, options?: object): MessageIds;
declare function sendVoice(source: string, options?: object): MessageIds;
declare function sendVideo(source: string, options?: object): MessageIds;
declare function sendFile(source: string, nameOrOptions?: string | object): MessageIds;
declare function sendMixed(items: object[], options?: object): MessageIds;
/** The CQ code of a picture. */
declare function image(url: string): string;
/** Path of the picture, which was fetched. */
declare function imageDownload(url: string): string;
/** How many were told. */
declare function notifyMasters(content: unknown, imtypes?: string[]): number;
/** Sends without being asked; without `imType` on the IM of the message. How many were reached, 0 or 1. */
declare function push(to: {
  imType?: string;
  groupCode?: string | number;
  chatID?: string | number;
  userID?: string | number;
  title?: string;
  content?: string;
  options?: object;
}): number;
declare function push(imType: string, groupCode: string | number, userID: string | number, title: string, content: string): number;
/** Feeds text into the host as if the same user had sent it. */
declare function breakIn(text: string): boolean;
/** Lets plugins of lower priority see the message too. */
declare function Continue(): boolean;
declare function RecallMessage(ids: MessageIds | string): boolean;
declare function GroupKick(user: string | number): unknown;
declare function GroupBan(user: string | number, seconds: number): unknown;

// ---- waiting

/** The next message of the same user here; '' when none came in time. Milliseconds: 60000; the answer is recalled after `recall`. */
declare function input(wait?: number, recall?: number, group?: boolean | string): string;
declare function sleep(milliseconds: number): void;
declare function atWaitPay(): boolean;
/** 'timeout', 'busy', the exit code, or the payment. Mind the order. */
declare function waitPay(timeout: number, exitcode?: string, amount?: number | string): string | { money: number; [key: string]: unknown };

// ---- what is kept

/** Bucket `otto`. */
declare function get(key: string, missing?: string): string;
declare function set(key: string, value: unknown): boolean;
declare function del(key: string): boolean;
declare function bucketGet(bucket: string, key: string, missing?: string): string;
declare function bucketSet(bucket: string, key: string, value: unknown): boolean;
declare function bucketDel(bucket: string, key: string): boolean;
/** Keys whose value equals `value`; all keys without one. */
declare function bucketKeys(bucket: string, value?: string): string[];
declare function bucketAllKeys(bucket: string): string[];
declare function bucketAll(bucket: string): Record<string, string>;

interface CronFields {
  cron?: string;
  /** What is fed in, as if somebody had sent it. */
  cmd?: string;
  toSelf?: boolean;
  toOthers?: string;
  memo?: string;
  isOnce?: boolean;
}
declare const cron: {
  /** The id of the new entry. */
  add(fields: CronFields): string;
  get(): object[];
  get(id: string): object;
  update(fields: CronFields & { id: string }): object;
  delete(id: string): boolean;
};

// ---- HTTP

declare function getRouter(): string;
declare function getMethod(): string;
declare function getRouterParams(): Record<string, string>;
declare function getRouterHeaders(): Record<string, string | string[]>;
declare function getRouterCookies(): Record<string, string>;
/** JSON and forms as objects. */
declare function getRouterBody(): any;
/** The body as it came. */
declare function getRouterData(): string;
/** Sets the answer: objects and lists become JSON, text stays text. */
declare function response(data: unknown): boolean;

interface RequestOptions {
  url?: string;
  /** Of any case; `get` without one. */
  method?: string;
  get?: string;
  post?: string;
  put?: string;
  delete?: string;
  headers?: Record<string, string>;
  /** `json`: the body is parsed; `location`: the address that the answer points to, which is not followed; else text. */
  dataType?: 'json' | 'location' | (string & {});
  /** The answer is JSON, as with `dataType`, and a body of text is sent as JSON. */
  json?: boolean;
  /** An object is sent as JSON. */
  body?: unknown;
  /** Fields of a form; in the address of a `get`. */
  formData?: object;
  /** Files to upload, beside the fields of `formData`: a path, `{field: path}`, or `{name, path, filename, contentType}`. */
  fileData?: string | object | object[];
  /** Milliseconds: 60000. */
  timeOut?: number;
  timeout?: number;
  useproxy?: boolean;
  /** `http://…`, `https://…` or `socks5://…`, with user and password where it wants them. */
  proxyAddr?: string;
}
interface RequestResponse {
  status: number;
  statusCode: number;
  headers: Record<string, any>;
  header: Record<string, any>;
  url: string;
  body: any;
}
/** The body; undefined when there was no answer, which the run's log then says. */
declare function request(options: RequestOptions | string): any;
/** The callback runs before the call returns; what it returns is the result, the body when it returns nothing. */
declare function request(
  options: RequestOptions | string,
  callback: (error: (Error & { code: string }) | null, response: RequestResponse, header: Record<string, any>, body: any) => unknown,
): any;

// ---- the rest

/** Writes to the run's log, as `console` does. */
declare function Debug(...values: unknown[]): void;
/** A time as `yyyy-MM-dd HH:mm:ss` and the like say it; now without one. Seconds, milliseconds or a date. */
declare function timeFmt(pattern: string, when?: number | string | Date): string;
declare function call(name: 'timeFormat'): (pattern: string, when?: number | string | Date) => string;
declare function call(name: 'unixTimeFormat'): (when: number | string, pattern?: string) => string;
declare function call(name: 'md5'): (text: string) => string;
declare function call(name: 'version' | 'machineId' | 'uuid' | 'name' | 'domain' | 'port'): () => string;
/** Runs another script in this scope, once: its globals join those of this one. `author:file.js` is one of another author. */
declare function importJs(target: string): void;
