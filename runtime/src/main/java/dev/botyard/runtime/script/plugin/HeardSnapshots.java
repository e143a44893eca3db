package dev.botyard.runtime.script.plugin;

import java.util.ArrayDeque;
import java.util.Deque;

/// Keeps the plugins that the last messages were put to, as they were: [#KEPT] versions, since one holds the index of all rules. Thread-safe;
/// costs a look while nothing changes.
final class HeardSnapshots {
    static final int KEPT = 4;

    private final Deque<PluginSnapshot> kept = new ArrayDeque<>(KEPT);
    private volatile PluginSnapshot newest;

    void keep(PluginSnapshot snapshot) {
        if (newest != snapshot) {
            add(snapshot);
        }
    }

    private synchronized void add(PluginSnapshot snapshot) {
        newest = snapshot;
        if (!kept.contains(snapshot)) {
            kept.addLast(snapshot);
            if (kept.size() > KEPT) {
                kept.removeFirst();
            }
        }
    }
}
