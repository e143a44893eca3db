/** DaiDai panels (呆呆面板) for plugins; see middleware_dd.js. */

/** A container of the host's list. */
export interface Container {
  id?: string;
  host: string;
  client_id: string;
  client_secret: string;
  name?: string;
}

export interface Environment {
  name: string;
  value: string;
  remarks?: string;
  group?: string;
  [more: string]: unknown;
}

export interface Task {
  id?: number | string;
  name?: string;
  [more: string]: unknown;
}

export type Id = number | string;

/** A container could not be asked, or refuses. `code` is its own code or the HTTP status, 0 when it gave no answer. */
export class ContainerError extends Error {
  constructor(message: string, code?: number);
  code: number;
}

/** A container: `new DaiDai(host, app_key, app_secret)`, or with one entry of `containers()`. Times are milliseconds. */
export class DaiDai {
  constructor(host: string, app_key: string, app_secret: string, name?: string, timeout?: number);
  constructor(container: Container, timeout?: number);
  /** The container of the host's list with this id or name; the first without one. */
  static of(wanted?: Id): Promise<DaiDai>;
  static containers(): Promise<Container[]>;
  host: string;
  client_id: string;
  client_secret: string;
  name: string;
  timeout: number;
  /** The token of the login, kept until it ends; `fresh` asks for another one. */
  token(fresh?: boolean): Promise<string>;
  /** Any call of the panel's Open API; what it answers as data. A login that has run out is renewed once. */
  call(method: string, path: string, query?: Record<string, string | number | undefined>, body?: unknown): Promise<unknown>;
  getEnvs(search?: string): Promise<Environment[]>;
  addEnvs(envs: Environment | Environment[]): Promise<Environment[]>;
  addEnv(name: string, value: string, remarks?: string, group?: string): Promise<Environment>;
  /** The remark and the group stay as they are without one. */
  updateEnv(id: Id, name: string, value: string, remarks?: string, group?: string): Promise<unknown>;
  enableEnvs(ids: Id | Id[]): Promise<unknown>;
  disableEnvs(ids: Id | Id[]): Promise<unknown>;
  deleteEnvs(ids: Id | Id[]): Promise<unknown>;
  getTasks(search?: string): Promise<Task[]>;
  runTasks(ids: Id | Id[]): Promise<unknown>;
  stopTasks(ids: Id | Id[]): Promise<unknown>;
  /** The log of a task's last run. */
  getTaskLog(id: Id): Promise<string>;
}

/** The DaiDai containers of the host's list. */
export function containers(): Promise<Container[]>;
