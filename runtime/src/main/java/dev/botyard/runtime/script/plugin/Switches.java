package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.infra.store.HostState;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Which plugins an operator has switched off; their files stay as they are. Kept by the host. Thread-safe.
public final class Switches implements Predicate<String> {
    private static final String PREFIX = "switched-off.";

    private final HostState state;
    private final Set<String> off = ConcurrentHashMap.newKeySet();

    public Switches(HostState state) {
        this.state = state;
        state.all(PREFIX).keySet().forEach(key -> off.add(key.substring(PREFIX.length())));
    }

    /// Whether the plugin of this file is switched off.
    @Override
    public boolean test(String file) {
        return off.contains(file);
    }

    /// Counts from the next reading of the plugins on.
    public synchronized void turn(String file, boolean on) {
        if (on) {
            state.remove(PREFIX + file);
            off.remove(file);
        } else {
            state.put(PREFIX + file, "");
            off.add(file);
        }
    }
}
