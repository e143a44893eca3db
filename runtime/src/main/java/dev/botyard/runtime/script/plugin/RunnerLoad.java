package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.script.header.Language;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the runs of each plugin do, and how long they waited for a worker. Thread-safe.
final class RunnerLoad {
    private static final Waited NONE = new Waited();

    private final Map<String, Waited> waited = new ConcurrentHashMap<>();

    /// A worker has begun the run.
    void began(Run run) {
        waited.computeIfAbsent(run.plugin().file(), _ -> new Waited()).add(run.queuedFor());
    }

    /// The plugin is gone.
    void forget(String file) {
        waited.remove(file);
    }

    /// Of every plugin that has run or is to, by its file.
    ///
    /// @param active runs that have not ended
    List<PluginLoad> facts(Collection<Run> active) {
        Map<String, List<Run>> byPlugin = active.stream().collect(Collectors.groupingBy(run -> run.plugin().file()));
        return Stream.concat(waited.keySet().stream(), byPlugin.keySet().stream()).distinct().sorted()
                .map(file -> facts(file, byPlugin.getOrDefault(file, List.of()))).toList();
    }

    private PluginLoad facts(String file, List<Run> runs) {
        int begun = (int) runs.stream().filter(Run::began).count();
        int waiting = (int) runs.stream().filter(Run::waiting).count();
        return new PluginLoad(Language.ofFile(file).orElse(Language.PYTHON), file, Math.max(0, begun - waiting), waiting,
                runs.size() - begun, waited.getOrDefault(file, NONE).facts());
    }
}
