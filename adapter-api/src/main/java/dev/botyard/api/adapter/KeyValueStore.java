package dev.botyard.api.adapter;

import java.util.List;
import java.util.Optional;

/// Text by key, per account, durable when `put` returns. Thread-safe.
public interface KeyValueStore {

    /// What is kept under a key, empty for nothing.
    Optional<String> get(String key);

    /// Keeps a value in the place of the one before; it is there after a restart.
    void put(String key, String value);

    /// Forgets a key; nothing happens when there is none.
    void remove(String key);

    /// The keys that begin with `prefix`, sorted.
    List<String> keys(String prefix);
}
