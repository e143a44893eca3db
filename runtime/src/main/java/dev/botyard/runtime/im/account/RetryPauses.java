package dev.botyard.runtime.im.account;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// The pauses of one account between two attempts. Thread-safe.
final class RetryPauses {
    /// For a platform that means for ever.
    private static final Duration LONGEST_ASKED = Duration.ofDays(30);

    private final Semaphore knocks = new Semaphore(0);

    /// How long to pause: not shorter than the platform asked for.
    ///
    /// @param failures how often in a row, this one too
    static Duration before(int failures, Duration longest, Optional<Duration> asked) {
        Duration backoff = Backoff.before(failures, longest, ThreadLocalRandom.current());
        return asked.filter(time -> time.compareTo(backoff) > 0)
                .map(time -> time.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : time).orElse(backoff);
    }

    /// Pauses; a knock ends it, but not before `least`.
    void rest(Duration pause, Duration least) throws InterruptedException {
        knocks.drainPermits();
        Duration firm = least.compareTo(pause) < 0 ? least : pause;
        TimeUnit.NANOSECONDS.sleep(firm.toNanos());
        knocks.tryAcquire(pause.minus(firm).toNanos(), TimeUnit.NANOSECONDS);
    }

    /// The platform wants in.
    void knock() {
        knocks.release();
    }
}
