package dev.botyard.runtime.script.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Runs whose turn has come while the packages of their plugin are still being installed. Thread-safe.
final class RunsForPackages {
    /// So many of one plugin wait; people who are told nothing say the same again.
    static final int MOST = 100;

    private final Map<String, Plugin> newest = new ConcurrentHashMap<>();
    private final Map<String, List<Run>> waiting = new ConcurrentHashMap<>();

    /// Keeps a run that has to wait.
    ///
    /// @return whether it waits; else it may be started, with the newest version of its plugin
    synchronized boolean keeps(Run run) {
        Plugin plugin = run.plugin();
        if (!plugin.installing()) {
            return false;
        }
        Plugin now = newest.getOrDefault(plugin.file(), plugin);
        if (now.installing()) {
            waiting.computeIfAbsent(plugin.file(), _ -> new ArrayList<>()).add(run);
            return true;
        }
        run.renewed(now);
        return false;
    }

    /// The plugin has changed.
    ///
    /// @return runs that wait no longer
    synchronized List<Run> changed(Plugin plugin) {
        newest.put(plugin.file(), plugin);
        if (plugin.installing()) {
            return List.of();
        }
        List<Run> released = waiting.getOrDefault(plugin.file(), List.of());
        waiting.remove(plugin.file());
        released.forEach(run -> run.renewed(plugin));
        return released;
    }

    /// The plugin is gone.
    synchronized List<Run> removed(String file) {
        newest.remove(file);
        List<Run> released = waiting.remove(file);
        return released == null ? List.of() : released;
    }

    /// @return whether the run waited here
    synchronized boolean remove(Run run) {
        List<Run> runs = waiting.get(run.plugin().file());
        return runs != null && runs.remove(run);
    }
}
