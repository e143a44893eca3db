package dev.botyard.adapters.onebot11;

/// Whether the peer takes media in pieces: NapCat says who it is, others show it at the first try. Remembered until the peer is another
/// software or another version of it. Thread-safe.
final class StreamOffer {
    private static final String NAPCAT = "napcat";

    private enum State {
        UNKNOWN, OFFERED, ABSENT
    }

    private String software = "";
    private State state = State.UNKNOWN;

    /// The peer has said what it is.
    synchronized void met(String nameAndVersion) {
        if (!nameAndVersion.equals(software)) {
            software = nameAndVersion;
            state = nameAndVersion.regionMatches(true, 0, NAPCAT, 0, NAPCAT.length()) ? State.OFFERED : State.UNKNOWN;
        }
    }

    /// Whether trying makes sense.
    synchronized boolean possible() {
        return state != State.ABSENT;
    }

    synchronized void worked() {
        state = State.OFFERED;
    }

    /// The peer does not know the call.
    synchronized void unknownCall() {
        state = State.ABSENT;
    }

    /// The peer did not answer: one that never promised to take uploads is not waited for again.
    synchronized void unanswered() {
        if (state == State.UNKNOWN) {
            state = State.ABSENT;
        }
    }
}
