'use strict';
/*
 * DaiDai panels (呆呆面板) for plugins: as middleware_ql.js for Qinglong, with the same methods.
 *
 *     const { DaiDai } = require('./middleware_dd.js');
 *     const panel = await DaiDai.of('home'); // by its id or name in the host's list; of() takes the first
 *     await panel.addEnv('JD_COOKIE', 'pt_key=…', 'of Ann');
 *
 * `client_id` and `client_secret` are the panel's AppKey and AppSecret.
 */

const { ContainerError, Panel, containerOf, containersOf, idsOf, partOf } = require('./sdk/panel.js');

const PAGE = 100;
const MOST_PAGES = 100;

/** A container: `new DaiDai(host, app_key, app_secret)`, or with one entry of `containers()`. */
class DaiDai extends Panel {
  static KIND = 'DaiDai';
  static BUCKET = 'dds';

  /** The container of the host's list with this id or name; the first without one. */
  static of(wanted) {
    return containerOf(DaiDai, wanted);
  }

  /** What the host's list holds of this kind: `id`, `name`, `host`, `client_id`, `client_secret`. */
  static containers() {
    return containersOf(DaiDai);
  }

  async _logIn() {
    const given = { app_key: this.client_id, app_secret: this.client_secret };
    const { status, body } = await this._send('POST', '/api/open-api/token', undefined, given);
    const token = body?.data?.access_token;
    if (status >= 300 || !token) throw this._refused(this._reason(body) || `HTTP ${status}`, status);
    const lasts = typeof body.data.expires_in === 'number' ? body.data.expires_in : 3600;
    return { token: String(token), ends: Date.now() / 1000 + lasts };
  }

  _data({ status, body }, what) {
    if (status >= 200 && status < 300) return body;
    throw this._failed(what, status, body);
  }

  /** All pages of a list; panels that know `all` answer with one. */
  async #list(path, search) {
    const found = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
      const answer = await this.call('GET', path, { keyword: search || undefined, all: 1, page, page_size: PAGE });
      const rows = Array.isArray(answer?.data) ? answer.data : [];
      found.push(...rows);
      if (rows.length === 0 || typeof answer.total !== 'number' || found.length >= answer.total) break;
    }
    return found;
  }

  async #each(method, ids, path) {
    for (const id of idsOf(ids)) await this.call(method, path(partOf(id)));
  }

  // ---- environments

  /** The environments whose name, value or remark holds `search`. */
  getEnvs(search = '') {
    return this.#list('/api/envs', search);
  }

  /** Adds environments: `{ name, value, remarks, group }`, one or a list. */
  async addEnvs(envs) {
    const answer = await this.call('POST', '/api/envs', undefined, Array.isArray(envs) ? envs : [envs]);
    if (answer?.errors?.length > 0) {
      throw new ContainerError(`${this} does not take all of that: ${this._clean(answer.errors.join('; '))}.`, 400);
    }
    return Array.isArray(answer?.data) ? answer.data : [answer?.data];
  }

  /** Adds one environment and gives it. */
  async addEnv(name, value, remarks = '', group = undefined) {
    return (await this.addEnvs({ name, value, remarks, group }))[0];
  }

  /** Gives an environment another name and value, and a remark and a group if they are given. */
  async updateEnv(id, name, value, remarks, group) {
    return (await this.call('PUT', `/api/envs/${partOf(id)}`, undefined, { name, value, remarks, group }))?.data;
  }

  enableEnvs(ids) {
    return this.#each('PUT', ids, (id) => `/api/envs/${id}/enable`);
  }

  disableEnvs(ids) {
    return this.#each('PUT', ids, (id) => `/api/envs/${id}/disable`);
  }

  deleteEnvs(ids) {
    return this.#each('DELETE', ids, (id) => `/api/envs/${id}`);
  }

  // ---- tasks

  /** The tasks whose name or command holds `search`. */
  getTasks(search = '') {
    return this.#list('/api/tasks', search);
  }

  runTasks(ids) {
    return this.#each('PUT', ids, (id) => `/api/tasks/${id}/run`);
  }

  stopTasks(ids) {
    return this.#each('PUT', ids, (id) => `/api/tasks/${id}/stop`);
  }

  /** The log of a task's last run. */
  async getTaskLog(id) {
    return (await this.call('GET', `/api/tasks/${partOf(id)}/latest-log`))?.content ?? '';
  }
}

/** The DaiDai containers of the host's list. */
const containers = () => DaiDai.containers();

module.exports = { DaiDai, ContainerError, containers };
