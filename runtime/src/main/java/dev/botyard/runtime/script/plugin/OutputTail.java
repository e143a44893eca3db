package dev.botyard.runtime.script.plugin;

/// The last part of what a run printed, at most so many characters. Thread-safe.
final class OutputTail {
    private final int limit;
    private final StringBuilder text = new StringBuilder(0);
    private long dropped;

    OutputTail(int limit) {
        this.limit = limit;
    }

    synchronized void add(String more, long droppedBefore) {
        dropped += droppedBefore;
        text.append(more);
        if (text.length() > limit * 2L) {
            trim();
        }
    }

    private void trim() {
        int excess = text.length() - limit;
        if (excess > 0) {
            // Half a character is none: what writes it out would stumble.
            excess += Character.isLowSurrogate(text.charAt(excess)) && Character.isHighSurrogate(text.charAt(excess - 1)) ? 1 : 0;
            dropped += excess;
            text.delete(0, excess);
        }
    }

    synchronized String text() {
        trim();
        return dropped == 0 ? text.toString() : "[" + dropped + " earlier characters dropped]\n" + text;
    }
}
