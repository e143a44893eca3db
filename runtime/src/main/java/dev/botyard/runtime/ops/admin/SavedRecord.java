package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.script.header.HeaderProblem;
import java.util.List;

/// A script that was saved.
///
/// @param created  whether there was none of that name
/// @param stamp    by which its writer says, the next time, what was changed
/// @param state    of the plugin
/// @param problems that the check found, with their lines
/// @param missing  the packages that it imports and nobody has
record SavedRecord(String file, boolean created, String stamp, String state, List<HeaderProblem> problems,
        List<String> missing) {}
