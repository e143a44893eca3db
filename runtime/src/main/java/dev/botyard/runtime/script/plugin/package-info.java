/// Script plugins: which files there are, what fires them, and their runs.
///
/// [dev.botyard.runtime.script.plugin.PluginCatalog] reads the folders; [dev.botyard.runtime.script.plugin.PluginTriggers] decides who runs for a
/// message or an event; [dev.botyard.runtime.script.plugin.PluginRunner] queues runs and keeps their order per chat; a
/// [dev.botyard.runtime.script.plugin.Run] is one execution.
///
/// **Nothing taken is lost.** A run that an event has fired is begun again after the host's end, however it ended, unless it has spoken: has
/// called something that people notice or answer (a reply, a push, a group action, `listen`). One that had spoken is told in the log. Most runs
/// are over within milliseconds, so [dev.botyard.runtime.script.plugin.Backlog] writes as little as that allows:
/// - Where the platform waits for an acknowledgement (HTTP, a cursor, the chat page: `once`), `emit` returns when the run is over or has spoken, or
///   else when it is in the store.
/// - Where there is none (a WebSocket), a run that is not over after 250 ms is written behind, many in one transaction. `kill -9` can take what
///   came in the last 300 ms; the platform's own buffers lose more.
/// - An orderly stop keeps all that waits, also what adapters hand over while they stop, and begins nothing more.
/// - The note that a stored run has spoken is on disk before the words leave the host. A run that has ended is removed soon after, not before it is
///   reported: the host's death within that moment repeats a run that had said nothing.
///
/// [dev.botyard.runtime.script.plugin.Leftovers] begins them when their account can speak, and before the first new event of that account. Their events
/// count as taken, so a platform that delivers them again fires nothing.
package dev.botyard.runtime.script.plugin;
