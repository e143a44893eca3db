package dev.botyard.runtime.ops.admin;

/// A former version of a plugin and what is other now.
///
/// @param diff from it to what is there now, in the unified form; of a plugin that was removed, to nothing
record VersionTextRecord(String file, int number, String source, String diff) {}
