package dev.botyard.runtime.net.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A shelf in memory, which outlives those who use it.
final class KeptSessions implements SessionShelf {
    private final Map<String, Kept> kept = new LinkedHashMap<>();
    private int writes;

    @Override
    public synchronized List<Kept> all() {
        return List.copyOf(kept.values());
    }

    @Override
    public synchronized void put(Kept session) {
        writes++;
        kept.put(session.session().id(), session);
    }

    @Override
    public synchronized void remove(String id) {
        kept.remove(id);
    }

    synchronized int writes() {
        return writes;
    }
}
