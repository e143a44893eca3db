package dev.botyard.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// How long tests wait for what must happen, far longer than it takes: a test that waits has an end, but its end is no statement about speed.
/// `BOTYARD_TEST_PATIENCE`, a factor, stretches it on slow machines; everything of the kit and of tests of adapters that waits uses it.
public final class Patience {
    /// How long a thing may take that happens at once on an idle machine.
    public static final Duration SOON = seconds(30);
    /// The same in seconds, for latches, futures and processes.
    public static final long SECONDS = SOON.toSeconds();

    private Patience() {}

    /// This many seconds on an ordinary machine, for what takes longer than [#SOON] everywhere (a build, an installation).
    public static Duration seconds(long ordinary) {
        String given = System.getenv("BOTYARD_TEST_PATIENCE");
        double factor = given == null || given.isBlank() ? 1 : Double.parseDouble(given);
        return Duration.ofMillis((long) (ordinary * 1000 * factor));
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
