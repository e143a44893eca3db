package dev.botyard.runtime.im.account;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: at once after the first loss, then doubling up to a limit, with jitter so that a thousand
/// accounts do not knock together; never giving up.
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration STEP = Duration.ofSeconds(1);

    private static final Duration LISTENING = Duration.ofMillis(50);
    private static final Duration LONGEST_LISTENING = Duration.ofSeconds(1);
    /// However often a platform knocks, an account that has to call it does so no more often.
    static final Duration KNOCKED = Duration.ofSeconds(1);

    private Backoff() {}

    /// Before an account listens again whose platform comes to the host. Nobody is spared by waiting: it only keeps an adapter that fails
    /// at once from spinning, and ends when somebody comes.
    static Duration passive(int losses) {
        return shorter(LISTENING.multipliedBy(1L << Math.min(losses - 1, 10)), LONGEST_LISTENING);
    }

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
