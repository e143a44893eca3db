package dev.botyard.runtime.im.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final RandomGenerator LEAST = fixed(0);
    private static final RandomGenerator MOST = fixed(1);

    private static RandomGenerator fixed(double share) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public long nextLong(long bound) {
                return (long) ((bound - 1) * share);
            }
        };
    }

    @Test
    void theFirstLossIsMendedAlmostAtOnce() {
        assertEquals(Duration.ofMillis(100), Backoff.before(1, HOUR, MOST));
        assertEquals(Duration.ofMillis(20), Backoff.before(1, Duration.ofMillis(20), MOST));
    }

    @Test
    void pausesDoubleUpToTheLimitAndAHalfOfEachIsLeftToChance() {
        assertEquals("PT0.5S PT1S", Backoff.before(2, HOUR, LEAST) + " " + Backoff.before(2, HOUR, MOST));
        assertEquals("PT2S PT4S", Backoff.before(4, HOUR, LEAST) + " " + Backoff.before(4, HOUR, MOST));
        assertEquals("PT30M PT1H", Backoff.before(40, HOUR, LEAST) + " " + Backoff.before(40, HOUR, MOST));
    }

    @Property(tries = 500)
    void noPauseIsNegativeOrLongerThanTheLimitHoweverOftenItFailed(@ForAll @IntRange(min = 1) int attempt,
            @ForAll @LongRange(min = 0, max = 100_000_000_000L) long capMillis, @ForAll long seed) {
        Duration cap = Duration.ofMillis(capMillis);
        Duration pause = Backoff.before(attempt, cap, new Random(seed));
        assertTrue(!pause.isNegative() && pause.compareTo(cap) <= 0, () -> attempt + ": " + pause + " of " + cap);
    }

    @Test
    void whoListensIsBackSoonHoweverOftenPlatformsLeave() {
        assertEquals(Duration.ofMillis(50), Backoff.passive(1));
        assertEquals(Duration.ofMillis(200), Backoff.passive(3));
        assertEquals(Duration.ofSeconds(1), Backoff.passive(6));
        assertEquals(Duration.ofSeconds(1), Backoff.passive(Integer.MAX_VALUE));
    }
}
