package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.infra.store.BucketName;
import dev.botyard.runtime.infra.store.HostState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which plugins are confined to which buckets; a plugin that nobody has confined may use all. Kept by the host. Thread-safe.
public final class Confinements {
    private static final String PREFIX = "confined.";
    private static final String BETWEEN = "\n";

    private final HostState state;
    private final Map<String, List<String>> byFile = new ConcurrentHashMap<>();

    public Confinements(HostState state) {
        this.state = state;
        state.all(PREFIX).forEach((key, buckets) -> byFile.put(key.substring(PREFIX.length()), List.of(buckets.split(BETWEEN))));
    }

    /// The buckets that a plugin is confined to, each with its children; none for a plugin that may use all.
    public List<String> of(String file) {
        return byFile.getOrDefault(file, List.of());
    }

    /// @param buckets none to let the plugin use all again
    /// @throws IllegalArgumentException when one cannot be a bucket's name
    public synchronized void confine(String file, List<String> buckets) {
        buckets.forEach(BucketName::check);
        if (buckets.isEmpty()) {
            state.remove(PREFIX + file);
            byFile.remove(file);
        } else {
            List<String> named = buckets.stream().distinct().sorted().toList();
            state.put(PREFIX + file, String.join(BETWEEN, named));
            byFile.put(file, named);
        }
    }

    /// Whether a plugin may use a bucket.
    public boolean allows(String file, String bucket) {
        List<String> allowed = of(file);
        return allowed.isEmpty() || allowed.stream().anyMatch(one -> bucket.equals(one) || bucket.startsWith(one + "."));
    }
}
