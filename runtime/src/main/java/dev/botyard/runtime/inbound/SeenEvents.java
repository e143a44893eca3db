package dev.botyard.runtime.inbound;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers the last [#REMEMBERED] event ids of each account, because platforms repeat events after a reconnect. Thread-safe.
final class SeenEvents {
    static final int REMEMBERED = 2_048;

    private final Map<String, Ring> accounts = new ConcurrentHashMap<>();

    /// @return whether the event is new
    boolean add(String account, String eventId) {
        return eventId.isEmpty() || accounts.computeIfAbsent(account, key -> new Ring()).add(eventId);
    }

    private static final class Ring {
        private final Map<String, Boolean> known = new java.util.HashMap<>();
        private final String[] order = new String[REMEMBERED];
        private int next;

        synchronized boolean add(String id) {
            if (known.putIfAbsent(id, true) != null) {
                return false;
            }
            if (order[next] != null) {
                known.remove(order[next]);
            }
            order[next] = id;
            next = (next + 1) % REMEMBERED;
            return true;
        }
    }
}
