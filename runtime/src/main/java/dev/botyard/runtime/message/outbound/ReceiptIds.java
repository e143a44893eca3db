package dev.botyard.runtime.message.outbound;

import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Ids of pushes: unique over restarts, sorted within one.
final class ReceiptIds {
    private final String start;
    private final AtomicLong count = new AtomicLong();

    ReceiptIds(InstantSource clock) {
        start = Long.toString(clock.millis(), 36)
                + Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36, 36 * 36 * 36), 36);
    }

    String next() {
        return "p-" + start + "-" + count.incrementAndGet();
    }
}
