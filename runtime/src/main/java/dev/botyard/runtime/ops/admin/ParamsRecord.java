package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.script.plugin.ParamRecord;
import java.util.List;

/// The form of a plugin.
///
/// @param params  in the order of the file
/// @param missing the names of those that the plugin needs and nobody has set
record ParamsRecord(String file, List<ParamRecord> params, List<String> missing) {}
