package dev.botyard.runtime.account;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: at once after the first loss, then doubling up to a minute, with jitter so that a thousand
/// accounts do not knock together; never giving up.
final class Backoff {
    static final Duration CAP = Duration.ofSeconds(60);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration STEP = Duration.ofSeconds(1);

    private Backoff() {}

    /// @param attempt 1 for the first attempt after a loss
    static Duration before(int attempt, RandomGenerator random) {
        if (attempt <= 1) {
            return FIRST;
        }
        Duration full = attempt > 8 ? CAP : STEP.multipliedBy(1L << (attempt - 2));
        Duration capped = full.compareTo(CAP) > 0 ? CAP : full;
        return Duration.ofMillis(capped.toMillis() / 2 + random.nextLong(capped.toMillis() / 2 + 1));
    }
}
