package dev.botyard.runtime.script.library;

import java.time.Instant;

/// A former version of a plugin's file.
///
/// @param number  counts up; it never stands for another version of this file
/// @param kept    when it was the present one for the last time
/// @param why     what took its place
/// @param stamp   of its content
/// @param version what its header says, `""` for nothing
public record PluginVersion(int number, Instant kept, Why why, String stamp, int bytes, String version) {

    /// What ends a version.
    public enum Why {
        /// Another text was written.
        WRITTEN,
        /// Its source had a newer one.
        UPDATED,
        /// A former version came back.
        ROLLED_BACK,
        /// The plugin was removed.
        REMOVED
    }
}
