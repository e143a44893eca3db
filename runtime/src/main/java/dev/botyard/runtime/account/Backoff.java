package dev.botyard.runtime.account;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: at once after the first loss, then doubling up to a limit, with jitter so that a thousand
/// accounts do not knock together; never giving up.
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration STEP = Duration.ofSeconds(1);

    private Backoff() {}

    /// @param attempt 1 for the first attempt after a loss
    /// @param cap     no pause is longer
    static Duration before(int attempt, Duration cap, RandomGenerator random) {
        if (attempt <= 1) {
            return shorter(FIRST, cap);
        }
        // Past 2^20 seconds any limit is reached; a larger exponent would overflow in the end.
        Duration capped = shorter(STEP.multipliedBy(1L << Math.min(attempt - 2, 20)), cap);
        return Duration.ofMillis(capped.toMillis() / 2 + random.nextLong(capped.toMillis() / 2 + 1));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
