/** What Qinglong and DaiDai panels have in common, for their declarations; see panel.js. */

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

/** A container of either kind, with environments of its kind. Times are milliseconds. */
export class Panel<E = Environment> {
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
  getEnvs(search?: string): Promise<E[]>;
  addEnvs(envs: E | E[]): Promise<E[]>;
  enableEnvs(ids: Id | Id[]): Promise<unknown>;
  disableEnvs(ids: Id | Id[]): Promise<unknown>;
  deleteEnvs(ids: Id | Id[]): Promise<unknown>;
  getTasks(search?: string): Promise<Task[]>;
  runTasks(ids: Id | Id[]): Promise<unknown>;
  stopTasks(ids: Id | Id[]): Promise<unknown>;
  /** The log of a task's last run. */
  getTaskLog(id: Id): Promise<string>;
}
