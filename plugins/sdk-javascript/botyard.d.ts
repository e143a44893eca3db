/**
 * Plugins made of handlers: what fires a function stands before it, and what the pattern has captured is its second argument.
 *
 *     //[title: Helper]
 *     import { every, onMessage, push } from 'botyard';
 *
 *     onMessage('weather {city}', async (event, { city }) => {
 *       await event.reply(`It rains in ${city}`);
 *       const answer = await event.ask('Another city?', { timeout: 30 });
 *     });
 *
 *     every('0 8 * * *', () => push('qq', { group: '123456', text: 'Good morning' }));
 *
 * The host reads the handlers when the file changes, by running the file once in a mode in which nothing can be said. For a message it runs the
 * file again, as a script, and then the handler. Times are seconds. Everything of `middleware` can be used beside this.
 */

import type { MediaItem, MixedItem, Textual } from './sdk/types';
import type { MiddlewareError, Sender } from './middleware';

export { MiddlewareError as BotyardError } from './middleware';

type Rest<Text extends string> = Text extends `${string}}${infer After}` ? After : '';
type Inside<Text extends string> = Text extends `${string}{${infer Name}}${string}` ? Name : never;
type Named<Word extends string> = Word extends `${infer Name}:${string}` ? Name : Word extends `${infer Name}?` ? Name : Word;
type Kind<Word extends string> = Word extends `${string}:int` | `${string}:number`
  ? number
  : Word extends `${string}:int?` | `${string}:number?`
    ? number | undefined
    : Word extends `${string}?`
      ? string | undefined
      : string;
type Words<Text extends string> = Text extends `${string}{${string}}${string}` ? Inside<Text> | Words<Rest<Text>> : never;

/** What the placeholders of a pattern become. */
export type Args<Pattern> = Pattern extends string
  ? string extends Pattern
    ? Record<string, string | number | undefined>
    : { [Word in Words<Pattern> as Named<Word>]: Kind<Word> }
  : Record<string, string | number | undefined>;

/** What became of something that was sent. */
export class Receipt {
  readonly ok: boolean;
  readonly id: string;
  readonly ids: string[];
  readonly code: string;
  readonly error: string;
  readonly account: string;
  readonly raw: Record<string, unknown>;
  constructor(raw: Record<string, unknown>);
  /** Takes the message back, in the chat of this run. */
  recall(): Promise<Receipt>;
}

/** What somebody said when asked; `text` is '' when nobody did in time, or when they called it off. */
export class Answer {
  readonly text: string;
  readonly media: MediaItem[];
  readonly timedOut: boolean;
  readonly cancelled: boolean;
  toString(): string;
}

/** Who fired the handler; `id` is '' where nobody did. */
export interface User {
  id: string;
  name: string;
  avatar: string;
  admin: boolean;
}

/** Where it happened. `id` is the group's, '' in a private chat. */
export interface Chat {
  im: string;
  account: string;
  id: string;
  name: string;
  private: boolean;
}

/** What can be said: text, or one of these. */
export type Said =
  | Textual
  | {
      text?: Textual;
      markdown?: string;
      image?: string;
      voice?: string;
      video?: string;
      file?: string;
      items?: MixedItem[];
      options?: Record<string, unknown>;
    };

export interface Asked {
  /** Seconds: 60. */
  timeout?: number;
  /** Shown with numbers; the answer is one of them, told by its number or its words. */
  choices?: string[];
  /** False, or why not, asks again. */
  check?: (text: string) => unknown;
  /** Words that call it off. */
  cancel?: string[];
  /** Whether anybody in the chat may answer. */
  anybody?: boolean;
}

/** What has happened, and the way to answer it. */
export class Event {
  readonly text: string;
  readonly messageId: string;
  readonly params: string[];
  readonly media: MediaItem[];
  readonly type: string;
  readonly data: Record<string, any>;
  readonly user: User;
  readonly chat: Chat;
  readonly im: string;
  /** The same as scripts have it, for what has no name here. */
  readonly sender: Sender;
  reply(said?: Said): Promise<Receipt>;
  /** Says the question and waits for the next message of the same person here, or of anybody. */
  ask(question?: Textual, asked?: Asked): Promise<Answer>;
  /** Lets what matches after this handler have the message, too. */
  passOn(): Promise<void>;
}

export interface HandlerOptions {
  /** Higher ones are asked first, among all plugins: 0, or the header's. */
  priority?: number;
  /** Only for administrators. */
  admin?: boolean;
  /** How the console calls it; else the function's name. */
  name?: string;
}

type Handles<Pattern> = (event: Event, args: Args<Pattern>) => unknown;

/**
 * Fires the function for messages that fit one of the patterns; without one, for every message.
 *
 * `weather {city}`: the whole text, with words for the names in braces. `{n:int}` and `{n:number}` take numbers alone, `{city?}` may be missing,
 * `{size:big,small}` is one of these words, and the last name takes the rest of the text. A regular expression is searched for; its groups are
 * `event.params`.
 */
export function onMessage(handler: Handles<RegExp>): void;
export function onMessage<const Pattern extends string>(pattern: Pattern, handler: Handles<Pattern>): void;
export function onMessage<const Pattern extends string>(pattern: Pattern, options: HandlerOptions, handler: Handles<Pattern>): void;
export function onMessage(patterns: RegExp | (string | RegExp)[], handler: Handles<RegExp>): void;
export function onMessage(patterns: RegExp | (string | RegExp)[], options: HandlerOptions, handler: Handles<RegExp>): void;

/** Fires the function for events of these names, such as `group.member.join`, or of names that begin so up to a `-`. */
export function onEvent(names: string | string[], handler: (event: Event) => unknown): void;
export function onEvent(names: string | string[], options: HandlerOptions, handler: (event: Event) => unknown): void;

/** Fires the function again and again: `1h30m`, or a cron expression such as `0 8 * * *`, in the zone of the host. */
export function every(times: string | string[], handler: (event: Event) => unknown): void;
export function every(times: string | string[], options: HandlerOptions, handler: (event: Event) => unknown): void;

/** Sends to a group or a person without being asked. Rejects where the request is wrong or the platform reported an error. */
export function push(
  im: string,
  said: Exclude<Said, Textual> & {
    group?: Textual;
    user?: Textual;
    title?: string;
    account?: string;
    /** Seconds. */
    timeout?: number;
  },
): Promise<Receipt>;

/** Values that are kept, as JSON. */
export interface Store {
  get<Value = any>(key: string, missing?: Value): Promise<Value>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  keys(): Promise<string[]>;
}

/** What handlers remember from one message to the next: of the chat, of the person, and of the plugin as a whole. */
export const state: { readonly chat: Store; readonly user: Store; readonly plugin: Store };

export type { MiddlewareError };
