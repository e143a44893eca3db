package dev.botyard.adapters.weixin;

import java.time.Duration;

/// Until when a send that takes several calls may last. Immutable.
record Deadline(long nanos) {
    private static final Duration LEAST = Duration.ofMillis(1);

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /// What is left, never zero.
    Duration left() {
        Duration left = Duration.ofNanos(nanos - System.nanoTime());
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    boolean passed() {
        return System.nanoTime() - nanos >= 0;
    }
}
