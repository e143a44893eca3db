/// What survives a restart: one SQLite file, `data/botyard.db`, in write-ahead mode.
///
/// [dev.botyard.runtime.infra.store.Store] is the entry; it hands out one small type per feature, all thread-safe.
/// Native database calls block the carrier of a virtual thread, so one platform thread writes and a few read, and callers
/// wait for them. The writer commits what queued up meanwhile as one transaction. Log rows do not wait at all.
/// A write that returned survives the end of the process in any way; a loss of power may take the last moments with it,
/// never the consistency of the file.
package dev.botyard.runtime.infra.store;
