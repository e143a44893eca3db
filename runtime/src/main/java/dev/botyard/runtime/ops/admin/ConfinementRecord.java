package dev.botyard.runtime.ops.admin;

import java.util.List;

/// The buckets that a plugin may use, with their children.
///
/// @param confined whether there are others that it may not use
record ConfinementRecord(String file, boolean confined, List<String> buckets) {}
