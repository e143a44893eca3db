package dev.botyard.adapters.common;

import dev.botyard.api.adapter.KeyValueStore;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// The ids of events that an account has handed over, for platforms that deliver an event again hours later: they outlive a restart, which the
/// host's own memory of events does not. Kept in the account's store for a while, the newest only where there are too many. Thread-safe.
public final class SeenIds {
    private static final String PREFIX = "seen.";
    /// Seconds since 1970, so that the store sorts by time.
    private static final int DIGITS = 11;

    private final KeyValueStore store;
    private final Clock clock;
    private final Duration window;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    /// Keys of the store by id, the oldest first.
    private final LinkedHashMap<String, String> keys = new LinkedHashMap<>();

    /// @param window how long an id is kept; longer than the platform goes on delivering
    /// @param most   how many are kept
    public SeenIds(KeyValueStore store, Clock clock, Duration window, int most) {
        this.store = store;
        this.clock = clock;
        this.window = window;
        this.most = most;
        for (String key : store.keys(PREFIX)) {
            if (key.length() > PREFIX.length() + DIGITS + 1) {
                keys.put(key.substring(PREFIX.length() + DIGITS + 1), key);
            }
        }
    }

    /// Whether this event was handed over before.
    public boolean contains(String id) {
        lock.lock();
        try {
            String key = keys.get(id);
            return key != null && !old(key);
        } finally {
            lock.unlock();
        }
    }

    /// The host has taken this event. An event without an id, `""`, is not remembered.
    public void add(String id) {
        if (id.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            String key = PREFIX + String.format("%0" + DIGITS + "d", clock.instant().getEpochSecond()) + "." + id;
            String before = keys.remove(id);
            if (before != null) {
                store.remove(before);
            }
            keys.put(id, key);
            store.put(key, "1");
            makeRoom();
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom() {
        while (!keys.isEmpty()) {
            Map.Entry<String, String> oldest = keys.firstEntry();
            if (keys.size() <= most && !old(oldest.getValue())) {
                return;
            }
            keys.remove(oldest.getKey());
            store.remove(oldest.getValue());
        }
    }

    private boolean old(String key) {
        long seen = Long.parseLong(key.substring(PREFIX.length(), PREFIX.length() + DIGITS));
        return clock.instant().getEpochSecond() - seen > window.toSeconds();
    }
}
