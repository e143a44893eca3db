package dev.botyard.runtime.message.outbound;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Ids of pushes: unique over restarts, sorted within one.
final class ReceiptIds {
    private final String start = Long.toString(System.currentTimeMillis(), 36)
            + Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36, 36 * 36 * 36), 36);
    private final AtomicLong count = new AtomicLong();

    String next() {
        return "p-" + start + "-" + count.incrementAndGet();
    }
}
