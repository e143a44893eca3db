package dev.botyard.runtime.infra.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A task that rests while there is nothing to do.
class PulseTest {
    private static final Duration PERIOD = Duration.ofMillis(10);

    private final TestTicker ticker = new TestTicker();
    private final AtomicInteger beats = new AtomicInteger();
    private final AtomicInteger work = new AtomicInteger();
    private final Pulse pulse = new Pulse(ticker, PERIOD, "pulse", () -> {
        beats.incrementAndGet();
        return work.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    });

    private int beatsIn(Duration time) {
        int before = beats.get();
        ticker.advance(time);
        return beats.get() - before;
    }

    @Test
    void itBeginsWhenItIsWokenAndNotBefore() {
        assertEquals(0, ticker.waiting());
        pulse.wake();
        assertEquals(10, beatsIn(PERIOD.multipliedBy(10)));
    }

    @Test
    void itRestsAWhileAfterTheLastWorkAndBeginsAgain() {
        work.set(20);
        pulse.wake();
        assertEquals(20 + 51, beatsIn(Duration.ofHours(1)));
        assertEquals(0, ticker.waiting());
        pulse.wake();
        assertEquals(52, beatsIn(Duration.ofHours(1)), "the first beat was asked for");
    }

    @Test
    void whoWakesItNowAndThenKeepsItAwake() {
        pulse.wake();
        for (int i = 0; i < 10; i++) {
            pulse.wake();
            assertEquals(40, beatsIn(PERIOD.multipliedBy(40)));
        }
    }

    @Test
    void wokenWhileItGoesToRestItGoesOn() {
        Pulse[] own = new Pulse[1];
        own[0] = new Pulse(ticker, PERIOD, "own", () -> {
            if (beats.incrementAndGet() == 52) {
                own[0].wake();
            }
            return false;
        });
        own[0].wake();
        ticker.advance(Duration.ofHours(1));
        assertEquals(52 + 52, beats.get());
    }

    @Test
    void closedItNeverBeatsAgain() {
        pulse.wake();
        pulse.close();
        pulse.wake();
        assertEquals(0, beatsIn(Duration.ofHours(1)));
        assertEquals(0, ticker.waiting());
    }
}
