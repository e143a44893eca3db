package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.testkit.MemoryStore;
import dev.botyard.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplyWindowsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final TestClock clock = new TestClock(NOON);
    private final MemoryStore store = new MemoryStore();
    private final ReplyWindows windows = new ReplyWindows(store, clock, "w/");

    @Test
    void aWindowIsOpenUntilItsEnd() {
        windows.opened("cid+1", "address", NOON.plusSeconds(60));
        assertEquals(Optional.of("address"), windows.open("cid+1"));
        clock.advance(Duration.ofSeconds(60));
        assertEquals(Optional.empty(), windows.open("cid+1"));
    }

    @Test
    void itOutlivesARestart() {
        windows.opened("1", "address", NOON.plusSeconds(60));
        assertEquals(Optional.of("address"), new ReplyWindows(store, clock, "w/").open("1"));
    }

    @Test
    void aLateMessageClosesNothing() {
        windows.opened("1", "new", NOON.plusSeconds(60));
        windows.opened("1", "old", NOON.plusSeconds(10));
        assertEquals(Optional.of("new"), windows.open("1"));
    }

    @Test
    void aRestLastsBeyondTheNextMessage() {
        windows.opened("1", "a", NOON.plusSeconds(60));
        windows.rests("1", Duration.ofSeconds(30));
        windows.opened("1", "b", NOON.plusSeconds(70));
        assertEquals(Optional.empty(), windows.open("1"));
        clock.advance(Duration.ofSeconds(30));
        assertEquals(Optional.of("b"), windows.open("1"));
    }

    @Test
    void theRefusalTellsWhenItClosed() {
        windows.opened("1", "a", NOON.plusSeconds(60));
        windows.closed("1");
        assertEquals(Optional.empty(), windows.open("1"));
        AdapterException refusal = windows.refusal("1", "no more answers");
        assertEquals(ErrorKind.WINDOW_CLOSED, refusal.kind());
        assertEquals("no more answers; the window closed at 2026-01-02 12:00:00 Z and opens again with the next message",
                refusal.getMessage());
        assertTrue(windows.refusal("2", "no").getMessage().endsWith("nobody has written there yet"));
    }

    @Test
    void damageCountsAsNoWindow() {
        store.put("w/1", "{");
        assertEquals(Optional.empty(), windows.open("1"));
        windows.opened("1", "a", NOON.plusSeconds(60));
        assertEquals(Optional.of("a"), windows.open("1"));
    }
}
