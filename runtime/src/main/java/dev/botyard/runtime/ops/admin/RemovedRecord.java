package dev.botyard.runtime.ops.admin;

/// A plugin that was removed.
///
/// @param version the number under which its text is kept
record RemovedRecord(String file, int version) {}
