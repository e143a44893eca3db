/// Script workers: processes that run plugins, and the JSON-RPC connections to them (`plugins/protocol/README.md`).
///
/// [dev.botyard.runtime.script.worker.WorkerPool] keeps warm workers of one environment and gives them runs, one at a time each.
/// Reading is done by one platform thread per worker, because a blocking read on a Unix socket wakes it without detour; a call that blocks
/// hands the reading over, so the other threads of a script are never held up.
package dev.botyard.runtime.script.worker;
