package dev.botyard.adapters.weixin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.testkit.MemoryStore;
import dev.botyard.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplyWindowsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final MemoryStore store = new MemoryStore();
    private final TestClock clock = new TestClock(NOON);
    private final ReplyWindows windows = new ReplyWindows(store, clock, Duration.ofHours(24));

    @Test
    void saysWhenTheWindowClosed() {
        windows.opened("ann", "t", NOON);
        clock.advance(Duration.ofHours(24));
        AdapterException closed = assertThrows(AdapterException.class, () -> windows.token("ann"));
        assertEquals(ErrorKind.WINDOW_CLOSED, closed.kind());
        assertEquals("the reply window of ann closed at 2026-11-24 12:00:00 Z; it opens again when the person writes",
                closed.getMessage());
    }

    @Test
    void isOpenUntilTheLastMoment() {
        windows.opened("ann", "t", NOON);
        clock.advance(Duration.ofHours(24).minusMillis(1));
        assertEquals("t", new ReplyWindows(store, clock, Duration.ofHours(24)).token("ann"));
    }

    @Test
    void countsFromWhenThePersonWroteNotFromWhenItCame() {
        windows.opened("ann", "t", NOON.minus(Duration.ofHours(25)));
        assertThrows(AdapterException.class, () -> windows.token("ann"));
    }

    @Test
    void isNotKeptOpenByAPhoneWhoseClockIsAhead() {
        windows.opened("ann", "t", NOON.plus(Duration.ofDays(30)));
        clock.advance(Duration.ofHours(25));
        assertThrows(AdapterException.class, () -> windows.token("ann"));
    }

    @Test
    void keepsTheNewestTokenWhenAnOlderMessageComesLate() {
        windows.opened("ann", "new", NOON);
        windows.opened("ann", "old", NOON.minusSeconds(5));
        assertEquals("new", windows.token("ann"));
        windows.opened("ann", "same moment", NOON);
        assertEquals("same moment", windows.token("ann"));
    }

    @Test
    void keepsTheTokenWhenAMessageBringsNone() {
        windows.opened("ann", "t", NOON);
        clock.advance(Duration.ofHours(20));
        windows.opened("ann", "", clock.instant());
        clock.advance(Duration.ofHours(20));
        assertEquals("t", windows.token("ann"));
    }

    @Test
    void takesADamagedEntryAsNone() {
        store.put("person/ann", "{");
        AdapterException closed = assertThrows(AdapterException.class, () -> windows.token("ann"));
        assertTrue(closed.getMessage().contains("has not written to this account yet"));
    }
}
