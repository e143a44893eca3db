package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.script.worker.WorkersRecord;
import java.util.List;
import java.util.Optional;

/// What workers and runs do now, as operators see it.
///
/// @param outOfMemory the last run whose process the system has ended
public record RunFacts(List<WorkersRecord> workers, List<LanguageLoad> languages, List<PluginLoad> plugins,
        Optional<MemoryEnds.Last> outOfMemory) {}
