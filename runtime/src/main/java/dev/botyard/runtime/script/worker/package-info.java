/// Script workers: processes that run plugins, and the JSON-RPC connections to them (`plugins/protocol/README.md`).
///
/// [dev.botyard.runtime.script.worker.WorkerPool] keeps warm workers of one environment and gives them runs, one at a time each.
/// Each connection has a virtual thread that reads, and one for each call, so that the other threads of a script are never held up; they run
/// on the event loop that reads the socket.
package dev.botyard.runtime.script.worker;
