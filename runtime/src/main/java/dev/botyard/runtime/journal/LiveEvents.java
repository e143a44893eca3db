package dev.botyard.runtime.journal;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/// Tells operators' connections what happens. Costs nothing while nobody listens. Thread-safe.
public final class LiveEvents {
    private final Set<Listener> listeners = new CopyOnWriteArraySet<>();

    /// Hears of events; must be quick.
    @FunctionalInterface
    public interface Listener {
        /// @param type `account`, `push`, `run`, `plugin` or `adapter`
        void happened(String type, Map<String, Object> data);
    }

    public void add(Listener listener) {
        listeners.add(listener);
    }

    public void remove(Listener listener) {
        listeners.remove(listener);
    }

    public boolean wanted() {
        return !listeners.isEmpty();
    }

    public void tell(String type, Map<String, Object> data) {
        listeners.forEach(listener -> listener.happened(type, data));
    }
}
