package dev.botyard.runtime;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// How long the tests of this module wait for what must happen, far longer than it takes: a test that waits has an end, but its end is no
/// statement about speed. `BOTYARD_TEST_PATIENCE`, a factor, stretches it on slow machines. The tests of adapters, of the distribution and of the acceptance have
/// the same in the test kit.
public final class Patience {
    /// How long a thing may take that happens at once on an idle machine.
    public static final Duration SOON = Duration.ofMillis((long) (30_000 * factor()));
    /// The same in seconds, for latches, futures and processes.
    public static final long SECONDS = SOON.toSeconds();

    private Patience() {}

    private static double factor() {
        String given = System.getenv("BOTYARD_TEST_PATIENCE");
        return given == null || given.isBlank() ? 1 : Double.parseDouble(given);
    }

    /// Waits as long as [#SOON].
    public static ConditionFactory await() {
        return Awaitility.await().atMost(SOON);
    }

    /// The same, with the name of what is awaited, which stands in the failure.
    public static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(SOON);
    }
}
