/** Qinglong panels for plugins, over their Open API; see middleware_ql.js. */

import { type Container, type Environment, type Id, Panel } from './sdk/panel';

export type { Container, Environment, Id, Task } from './sdk/panel';
export { ContainerError } from './sdk/panel';

/** A container: `new Qinglong(host, client_id, client_secret)`, or with one entry of `containers()`. Times are milliseconds. */
export class Qinglong extends Panel {
  constructor(host: string, client_id: string, client_secret: string, name?: string, timeout?: number);
  constructor(container: Container, timeout?: number);
  /** The container of the host's list with this id or name; the first without one. */
  static of(wanted?: Id): Promise<Qinglong>;
  addEnv(name: string, value: string, remarks?: string): Promise<Environment>;
  /** The remark stays as it is without one. */
  updateEnv(id: Id, name: string, value: string, remarks?: string): Promise<unknown>;
}

/** The Qinglong containers of the host's list. */
export function containers(): Promise<Container[]>;
