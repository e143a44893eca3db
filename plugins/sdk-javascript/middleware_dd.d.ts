/** DaiDai panels (呆呆面板) for plugins; see middleware_dd.js. */

import { type Container, type Environment as Common, type Id, Panel } from './sdk/panel';

export type { Container, Id, Task } from './sdk/panel';
export { ContainerError } from './sdk/panel';

export interface Environment extends Common {
  group?: string;
}

/** A container: `new DaiDai(host, app_key, app_secret)`, or with one entry of `containers()`. Times are milliseconds. */
export class DaiDai extends Panel<Environment> {
  constructor(host: string, app_key: string, app_secret: string, name?: string, timeout?: number);
  constructor(container: Container, timeout?: number);
  /** The container of the host's list with this id or name; the first without one. */
  static of(wanted?: Id): Promise<DaiDai>;
  addEnv(name: string, value: string, remarks?: string, group?: string): Promise<Environment>;
  /** The remark and the group stay as they are without one. */
  updateEnv(id: Id, name: string, value: string, remarks?: string, group?: string): Promise<unknown>;
}

/** The DaiDai containers of the host's list. */
export function containers(): Promise<Container[]>;
