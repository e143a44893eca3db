/// Script plugins: which files there are, what fires them, and their runs.
///
/// [dev.botyard.runtime.plugin.PluginCatalog] reads the folders; [dev.botyard.runtime.plugin.PluginTriggers] decides who runs for a
/// message or an event; [dev.botyard.runtime.plugin.PluginRunner] queues runs and keeps their order per chat; a
/// [dev.botyard.runtime.plugin.Run] is one execution.
package dev.botyard.runtime.plugin;
