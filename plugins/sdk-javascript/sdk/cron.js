'use strict';

const { call } = require('./host.js');
const { given, cronFields } = require('./arguments.js');
const { detachable } = require('./detachable.js');

/** Scheduled commands: text the host feeds in, as if somebody had sent it, whenever the expression is due. */
class Cron {
  /** @param {string} [cronID] the entry that `getCron` and `delCron` mean when they are given none */
  constructor(cronID) {
    this.cronID = cronID;
  }

  /** All entries: objects with `id`, `cron`, `cmd`, `memo`, `source`, `next_run_at`. */
  getCrons() {
    return call('cron.list', {}).then((entries) => entries ?? []);
  }

  /** One entry; without an id here and in the constructor the list of all. */
  getCron(cronID) {
    const id = given(cronID ?? this.cronID);
    return id === null || id === '' ? this.getCrons() : call('cron.get', { id });
  }

  /** One entry by its id or what `addCron` gave. */
  getCronByID(cronID) {
    return call('cron.get', { id: given(cronID ?? this.cronID) });
  }

  /**
   * Adds an entry and resolves to it. `cron` has 5 or 6 fields; what is undefined or null is left out, '' clears.
   * Also takes autMan's order, which has no `isOnce`: (cron, cmd, isToSelf, toOthers, memo, disguise…).
   */
  addCron(cron, isOnce, cmd, isToSelf, toOthers, memo, disguiseImtype, disguiseGroup, disguiseUser) {
    const fields = cronFields(cron, isOnce, cmd, isToSelf, toOthers, memo, disguiseImtype, disguiseGroup, disguiseUser);
    return call('cron.add', { fields });
  }

  /** Changes an entry, named by its id or what `addCron` gave, and resolves to it; arguments after the id as in `addCron`. */
  updateCron(cronID, cron, isOnce, cmd, isToSelf, toOthers, memo, disguiseImtype, disguiseGroup, disguiseUser) {
    const fields = cronFields(cron, isOnce, cmd, isToSelf, toOthers, memo, disguiseImtype, disguiseGroup, disguiseUser);
    return call('cron.update', { id: given(cronID ?? this.cronID), fields });
  }

  /** Removes an entry, named by its id or what `addCron` gave; whether it was there. */
  delCron(cronID) {
    return call('cron.delete', { id: given(cronID ?? this.cronID) }).then(Boolean);
  }

  /** The same as `delCron`. */
  deleteCron(cronID) {
    return this.delCron(cronID);
  }
}

detachable(Cron);

module.exports = { Cron };
