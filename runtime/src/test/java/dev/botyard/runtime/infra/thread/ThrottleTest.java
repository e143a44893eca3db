package dev.botyard.runtime.infra.thread;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final TestTicker ticker = new TestTicker();

    @Test
    void theSameThingPassesOncePerPauseWhateverElsePasses() {
        Throttle throttle = new Throttle(ticker, PAUSE);
        assertTrue(throttle.passes("a"));
        ticker.advance(PAUSE.minusNanos(1));
        assertTrue(throttle.passes("b"));
        assertFalse(throttle.passes("a"));
        ticker.advance(Duration.ofNanos(1));
        assertTrue(throttle.passes("a"));
        assertFalse(throttle.passes("b"));
    }

    @Test
    void noMoreDifferentThingsPassThanMay() {
        Throttle throttle = new Throttle(ticker, PAUSE, 2);
        assertTrue(throttle.passes("a"));
        assertTrue(throttle.passes("b"));
        assertFalse(throttle.passes("c"));
        ticker.advance(PAUSE);
        assertTrue(throttle.passes("c"));
    }
}
