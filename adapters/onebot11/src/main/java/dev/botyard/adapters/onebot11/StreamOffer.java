package dev.botyard.adapters.onebot11;

import dev.botyard.api.adapter.KeyValueStore;

/// Whether the peer takes media in pieces: NapCat says who it is, others show it at the first try. Kept in the account's store, as each
/// connection begins with a new adapter, until the peer is another software or another version of it. Thread-safe.
final class StreamOffer {
    private static final String NAPCAT = "napcat";
    private static final String KEY = "media/stream";

    private enum State {
        UNKNOWN, OFFERED, ABSENT
    }

    private final KeyValueStore store;
    private String software = "";
    private State state = State.UNKNOWN;
    private boolean loaded;

    StreamOffer(KeyValueStore store) {
        this.store = store;
    }

    /// What was stored: the state, a blank, the software.
    private void load() {
        if (loaded) {
            return;
        }
        loaded = true;
        String[] stored = store.get(KEY).orElse("").split(" ", 2);
        for (State each : State.values()) {
            if (each.name().equals(stored[0])) {
                state = each;
                software = stored.length < 2 ? "" : stored[1];
            }
        }
    }

    private void become(State newState, String newSoftware) {
        if (state != newState || !software.equals(newSoftware)) {
            state = newState;
            software = newSoftware;
            store.put(KEY, state + " " + software);
        }
    }

    /// The peer has said what it is.
    synchronized void met(String nameAndVersion) {
        load();
        if (!nameAndVersion.equals(software)) {
            boolean napCat = nameAndVersion.regionMatches(true, 0, NAPCAT, 0, NAPCAT.length());
            become(napCat ? State.OFFERED : State.UNKNOWN, nameAndVersion);
        }
    }

    /// Whether trying makes sense.
    synchronized boolean possible() {
        load();
        return state != State.ABSENT;
    }

    synchronized void worked() {
        become(State.OFFERED, software);
    }

    /// The peer does not know the call.
    synchronized void unknownCall() {
        become(State.ABSENT, software);
    }

    /// The peer did not answer: one that never promised to take uploads is not waited for again.
    synchronized void unanswered() {
        if (state == State.UNKNOWN) {
            become(State.ABSENT, software);
        }
    }
}
