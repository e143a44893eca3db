package dev.botyard.runtime.script.worker;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How long a run may take.
class HeldRunTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /// The clock may overflow at any moment.
    private static final long START = Long.MAX_VALUE - SECOND;

    private final HeldRun held = new HeldRun(new PlayedRun("a").limit(Duration.ofSeconds(10)), true, START);

    private boolean due(int seconds) {
        return held.due(START + seconds * SECOND);
    }

    @Test
    void itsTimeBeginsWhenItIsGivenAway() {
        assertFalse(due(0));
        assertFalse(due(9));
        assertTrue(due(10));
    }

    @Test
    void waitingForPeopleIsPartOfItsTime() {
        held.park();
        assertTrue(due(10));
        held.turn(START + 9 * SECOND);
        assertTrue(due(10));
    }

    @Test
    void whatOthersTakeOfItsTimeIsForgiven() {
        held.park();
        held.fallBehind(START + 5 * SECOND);
        assertFalse(due(30));
        held.turn(START + 30 * SECOND);
        assertFalse(due(34));
        assertTrue(due(35));
    }

    @Test
    void aRunThatIsToEndHasAMomentForItFromItsTurnOn() {
        held.park();
        held.fallBehind(START + 5 * SECOND);
        assertFalse(held.known());
        assertTrue(held.cancel("enough", START + 6 * SECOND));
        assertFalse(held.cancel("again", START + 7 * SECOND));
        assertTrue(due(8));
        held.turn(START + 8 * SECOND);
        assertFalse(due(9));
        assertTrue(due(10));
    }
}
