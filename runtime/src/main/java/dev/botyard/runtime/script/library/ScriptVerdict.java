package dev.botyard.runtime.script.library;

import dev.botyard.runtime.script.header.HeaderProblem;
import java.util.List;

/// What a check says of one script.
///
/// @param ok       whether nothing is so wrong that it cannot do what it asks for
/// @param problems with their lines
/// @param missing  the packages that it imports and nobody has
public record ScriptVerdict(String file, boolean ok, List<HeaderProblem> problems, List<String> missing) {}
