package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.KeyValueStore;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplyWindowsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final TreeMap<String, String> kept = new TreeMap<>();
    private Instant now = NOON;
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private final KeyValueStore store = new KeyValueStore() {
        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(kept.get(key));
        }

        @Override
        public void put(String key, String value) {
            kept.put(key, value);
        }

        @Override
        public void remove(String key) {
            kept.remove(key);
        }

        @Override
        public List<String> keys(String prefix) {
            return kept.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
        }
    };
    private final ReplyWindows windows = new ReplyWindows(store, clock, "w/");

    @Test
    void aWindowIsOpenUntilItsEnd() {
        windows.opened("cid+1", "address", NOON.plusSeconds(60));
        assertEquals(Optional.of("address"), windows.open("cid+1"));
        now = NOON.plusSeconds(60);
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
        now = NOON.plusSeconds(30);
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
        kept.put("w/1", "{");
        assertEquals(Optional.empty(), windows.open("1"));
        windows.opened("1", "a", NOON.plusSeconds(60));
        assertEquals(Optional.of("a"), windows.open("1"));
    }
}
