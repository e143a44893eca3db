// Shapes of what goes into the functions of middleware.js and comes out of them.

/** An id, or anything that is written as text. */
export type Textual = string | number | boolean | bigint | null | undefined;

/** Account of a push, and names of its media. */
export interface PushOptions {
  account_id?: Textual;
  accountID?: Textual;
  accountId?: Textual;
  filename?: string;
  fileName?: string;
  file_name?: string;
  mimeType?: string;
  mime_type?: string;
  timeout?: number;
  /** Another account of the IM may speak: 'same-im'. */
  failover?: 'strict' | 'same-im';
  /** A push that is not sent is an error. */
  strict?: boolean;
  /** It waits where nobody can send it now; it counts 0 then. */
  queue?: boolean;
  /** How many seconds it may wait. */
  ttl?: number;
  [key: string]: unknown;
}

/** A push by name. */
export interface NamedPush {
  imType: string;
  groupCode?: Textual;
  userID?: Textual;
  title?: Textual;
  content?: Textual;
  url?: Textual;
  items?: Array<MixedItem | string>;
  options?: PushOptions;
  timeout?: number;
}

/** Where a message goes when it is not the current chat. */
export interface TargetOptions {
  imType?: string;
  imtype?: string;
  im_type?: string;
  accountID?: Textual;
  accountId?: Textual;
  account_id?: Textual;
  sessionType?: string;
  userID?: Textual;
  userId?: Textual;
  user_id?: Textual;
  groupID?: Textual;
  groupId?: Textual;
  group_id?: Textual;
  chatID?: Textual;
  chatId?: Textual;
  chat_id?: Textual;
}

export interface MediaOptions {
  filename?: string;
  fileName?: string;
  file_name?: string;
  mimeType?: string;
  mime_type?: string;
  caption?: string;
  cover?: string;
  constraints?: Record<string, unknown>;
  options?: Record<string, unknown>;
  target?: TargetOptions;
  /** Reserved. */
  timeout?: number;
  [key: string]: unknown;
}

export interface TextPart {
  type: 'text' | 'markdown';
  text: string;
}

/** One of `source`, `file`, `url`, `path` is needed: http(s) address, path, `base64://…` or data URI. */
export interface MediaPart {
  type: 'image' | 'voice' | 'video' | 'file';
  source?: string;
  file?: string;
  url?: string;
  path?: string;
  name?: string;
  file_name?: string;
  filename?: string;
  fileName?: string;
  mime_type?: string;
  mimeType?: string;
  platform_payload?: unknown;
}

export type MixedItem = TextPart | MediaPart;

/** How a send went. A failed one has `ok` false and a sentence in `error`. */
export interface SendReceipt {
  ok: boolean;
  message_id: string;
  /** The same as `message_id`. */
  messageid: string;
  message_ids: string[];
  raw: unknown;
  error: string;
  action: string;
  [key: string]: unknown;
}

export interface FileDownloadResult {
  path: string;
  /** The same as `path`. */
  file_path: string;
  file_name: string;
  mime_type: string;
  /** Bytes. */
  file_size: number;
}

export interface AdapterFileResult extends FileDownloadResult {
  ok: boolean;
  url: string;
  action: string;
}

export interface AdapterFileOptions extends TargetOptions {
  path?: string;
  fileName?: string;
  file_name?: string;
  filename?: string;
  name?: string;
  mimeType?: string;
  mime_type?: string;
  timeout?: number;
  [key: string]: unknown;
}

export interface MediaItem {
  type: 'image' | 'voice' | 'video' | 'file';
  source: string;
  name?: string;
  mime_type?: string;
  platform_payload?: unknown;
  /** What was said in a recording, where the platform tells. */
  transcript?: string;
}

export interface GroupMemberListOptions extends TargetOptions {
  groupCode?: Textual;
  group_code?: Textual;
  group?: Textual;
  noCache?: boolean;
  no_cache?: boolean;
  raw?: boolean;
  includeRaw?: boolean;
  include_raw?: boolean;
  rawResult?: boolean;
  raw_result?: boolean;
  includeRawResult?: boolean;
  timeout?: number;
  [key: string]: unknown;
}

export interface GroupMember {
  group_id: string;
  user_id: string;
  nickname: string;
  card: string;
  display_name: string;
  sex: string;
  age: number;
  area: string;
  join_time: number;
  last_sent_time: number;
  level: string;
  role: string;
  unfriendly: boolean;
  title: string;
  title_expire_time: number;
  card_changeable: boolean;
  shut_up_timestamp: number;
  raw?: unknown;
}

/** A message that the platform keeps. */
export interface KeptMessage {
  message_id: string;
  user_id: string;
  user_name: string;
  own: boolean;
  time: string;
  text: string;
  media_items: MediaItem[];
}

/** A file or a folder of a group. */
export interface GroupFile {
  file_id: string;
  name: string;
  size: number;
  folder: boolean;
  raw: Record<string, unknown>;
}

/** What became of a call of the platform's own. */
export interface PlatformReceipt<T = any> {
  ok: true;
  code: string;
  im_type: string;
  account_id: string;
  rule: string;
  action: string;
  /** What the platform answered; whole numbers beyond 2^53 are text. */
  result: T;
  duration_ms: number;
}

export interface GroupMemberListResult {
  ok: boolean;
  im_type: string;
  account_id: string;
  group_id: string;
  members: GroupMember[];
  raw?: unknown;
  data?: unknown;
}

export interface Payment {
  event_type: string;
  event_category: string;
  payment_channel: string;
  payment_type: string;
  money: number;
  Money: number;
  received_amount: number;
  /** 0 when the script named none. */
  expected_amount: number;
  amount_matched: boolean;
  order_id: string;
  orderID: string;
  trade_no: string;
  /** RFC 3339. */
  time: string;
  Time?: string;
  Type?: string;
  FromWxid?: string;
  FromName?: string;
  [key: string]: unknown;
}

export interface RuntimeCronItem {
  id: string;
  cron: string;
  cmd: string;
  memo: string;
  source: string;
  next_run_at: string;
  [key: string]: unknown;
}

export interface CronFields {
  cron?: string;
  isOnce?: boolean | null;
  cmd?: string | null;
  isToSelf?: boolean | null;
  toOthers?: string | string[] | null;
  memo?: string | null;
  disguiseImtype?: string | null;
  disguiseGroup?: Textual;
  disguiseUser?: Textual;
}

export interface VersionInfo {
  version: string;
  commit: string;
  build_time: string;
  runtime: string;
  [key: string]: unknown;
}

export interface ImportOptions {
  /** The name to install when it differs from the module's. */
  package?: string;
  version?: string;
  manager?: string;
}

/** Older spellings of the arguments of `listen`. */
export interface WaitOptions {
  waitTime?: number;
  timeout?: number;
  recallTime?: number;
  recallDuration?: number;
  scope?: '' | 'group' | boolean;
  forGroup?: boolean;
}
