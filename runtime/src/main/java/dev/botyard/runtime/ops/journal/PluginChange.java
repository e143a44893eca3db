package dev.botyard.runtime.ops.journal;

import dev.botyard.runtime.script.plugin.Plugin;

/// A plugin came, changed, or went, as the event stream tells it.
///
/// @param state how it is now, `removed` when it went
public record PluginChange(String file, String state) {
    private static final String REMOVED = "removed";

    /// @param before null when it is new
    /// @param after  null when it went
    public static PluginChange of(Plugin before, Plugin after) {
        return after == null ? new PluginChange(before.file(), REMOVED) : new PluginChange(after.file(), after.state());
    }
}
