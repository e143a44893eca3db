package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.MemoryStore;
import dev.botyard.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenIdsTest {
    private static final Duration WINDOW = Duration.ofHours(8);

    private final MemoryStore store = new MemoryStore();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-28T00:00:00Z"));

    private SeenIds seen() {
        return new SeenIds(store, clock, WINDOW, 3);
    }

    @Test
    void anIdIsKnownAfterARestart() {
        seen().add("om_1.x");
        assertTrue(seen().contains("om_1.x"));
        assertFalse(seen().contains("om_1"));
    }

    @Test
    void whatIsOlderThanTheWindowIsForgotten() {
        seen().add("a");
        clock.advance(WINDOW.plusSeconds(1));
        SeenIds later = seen();
        assertFalse(later.contains("a"));
        later.add("b");
        assertEquals(1, store.values().size(), store.values()::toString);
    }

    @Test
    void ofTooManyTheNewestAreKept() {
        SeenIds seen = seen();
        for (String id : List.of("a", "b", "c", "b", "d")) {
            seen.add(id);
            clock.advance(Duration.ofSeconds(1));
        }
        assertFalse(seen().contains("a"));
        assertTrue(List.of("b", "c", "d").stream().allMatch(seen()::contains));
        assertEquals(3, store.values().size(), store.values()::toString);
    }

    @Test
    void anEventWithoutAnIdIsAlwaysNew() {
        SeenIds seen = seen();
        seen.add("");
        assertFalse(seen.contains(""));
        assertEquals(0, store.values().size());
    }
}
