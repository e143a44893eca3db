'use strict';
/*
 * Qinglong panels for plugins, over their Open API.
 *
 *     const { Qinglong } = require('./middleware_ql.js');
 *     const panel = await Qinglong.of('home'); // by its id or name in the host's list; of() takes the first
 *     await panel.addEnv('JD_COOKIE', 'pt_key=…', 'of Ann');
 *     for (const env of await panel.getEnvs('JD_COOKIE')) console.log(env.id, env.name, env.value);
 *
 * Every method gives a Promise of what the panel answers as `data`, and rejects with a ContainerError whose message is a sentence. Ids are
 * numbers or text, one or a list. The token is kept until it ends, and asked for once more when the panel does not know it.
 */

const { ContainerError, Panel, containerOf, containersOf, idOf, idsOf, partOf } = require('./sdk/panel.js');

/** A container: `new Qinglong(host, client_id, client_secret)`, or with one entry of `containers()`. */
class Qinglong extends Panel {
  static KIND = 'Qinglong';
  static BUCKET = 'qls';

  /** The container of the host's list with this id or name; the first without one. */
  static of(wanted) {
    return containerOf(Qinglong, wanted);
  }

  /** What the host's list holds of this kind: `id`, `name`, `host`, `client_id`, `client_secret`. */
  static containers() {
    return containersOf(Qinglong);
  }

  async _logIn() {
    const query = { client_id: this.client_id, client_secret: this.client_secret };
    const { status, body } = await this._send('GET', '/open/auth/token', query);
    if (body?.code !== 200 || !body.data?.token) {
      throw this._refused(this._reason(body) || `HTTP ${status}`, body?.code ?? status);
    }
    const ends = typeof body.data.expiration === 'number' ? body.data.expiration : Date.now() / 1000 + 3600;
    return { token: String(body.data.token), ends };
  }

  _unknown({ status, body }) {
    return status === 401 || body?.code === 401;
  }

  _data({ status, body }, what) {
    if (body?.code === 200) return body.data;
    throw this._failed(what, body?.code ?? status, body);
  }

  // ---- environments

  /** The environments whose name, value or remark holds `search`. */
  async getEnvs(search = '') {
    return (await this.call('GET', '/open/envs', { searchValue: search })) ?? [];
  }

  /** Adds environments: `{ name, value, remarks }`, one or a list. */
  addEnvs(envs) {
    return this.call('POST', '/open/envs', undefined, Array.isArray(envs) ? envs : [envs]);
  }

  /** Adds one environment and gives it. */
  async addEnv(name, value, remarks = '') {
    const added = await this.addEnvs({ name, value, remarks });
    return Array.isArray(added) && added.length > 0 ? added[0] : added;
  }

  /** Gives an environment another name and value, and a remark if one is given. */
  updateEnv(id, name, value, remarks) {
    const number = idOf(id);
    return this.call('PUT', '/open/envs', undefined, { [typeof number === 'number' ? 'id' : '_id']: number, name, value, remarks });
  }

  enableEnvs(ids) {
    return this.call('PUT', '/open/envs/enable', undefined, idsOf(ids));
  }

  disableEnvs(ids) {
    return this.call('PUT', '/open/envs/disable', undefined, idsOf(ids));
  }

  deleteEnvs(ids) {
    return this.call('DELETE', '/open/envs', undefined, idsOf(ids));
  }

  // ---- tasks

  /** The tasks whose name or command holds `search`. */
  async getTasks(search = '') {
    const data = await this.call('GET', '/open/crons', { searchValue: search });
    return (Array.isArray(data) ? data : data?.data) ?? [];
  }

  runTasks(ids) {
    return this.call('PUT', '/open/crons/run', undefined, idsOf(ids));
  }

  stopTasks(ids) {
    return this.call('PUT', '/open/crons/stop', undefined, idsOf(ids));
  }

  /** The log of a task's last run. */
  async getTaskLog(id) {
    return (await this.call('GET', `/open/crons/${partOf(id)}/log`)) ?? '';
  }
}

/** The Qinglong containers of the host's list. */
const containers = () => Qinglong.containers();

module.exports = { Qinglong, ContainerError, containers };
