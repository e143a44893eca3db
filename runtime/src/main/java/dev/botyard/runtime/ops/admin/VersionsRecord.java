package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.script.library.PluginVersion;
import java.util.List;

/// The versions of a plugin.
///
/// @param stamp    of the present one, `""` when it was removed
/// @param versions former ones, newest first
record VersionsRecord(String file, String stamp, List<PluginVersion> versions) {}
