package dev.botyard.testkit;

import dev.botyard.api.adapter.KeyValueStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// The store of one account, kept in memory: what it holds outlives an attempt, not the test. Thread-safe.
public final class MemoryStore implements KeyValueStore {
    private final Map<String, String> values = new ConcurrentSkipListMap<>();

    /// All that is kept; what is changed here is changed in the store.
    public Map<String, String> values() {
        return values;
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public void put(String key, String value) {
        values.put(key, value);
    }

    @Override
    public void remove(String key) {
        values.remove(key);
    }

    @Override
    public List<String> keys(String prefix) {
        return values.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }
}
