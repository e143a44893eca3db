package dev.botyard.api.adapter;

import java.util.List;
import java.util.Optional;

/// Text by key, per account, durable when `put` returns. Thread-safe.
public interface KeyValueStore {

    Optional<String> get(String key);

    void put(String key, String value);

    void remove(String key);

    /// The keys that begin with `prefix`, sorted.
    List<String> keys(String prefix);
}
