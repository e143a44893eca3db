package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.KeyValueStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SeenIdsTest {
    private static final Duration WINDOW = Duration.ofHours(8);

    private final Store store = new Store();
    private final Hand clock = new Hand();

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
        clock.now = clock.now.plus(WINDOW).plusSeconds(1);
        SeenIds later = seen();
        assertFalse(later.contains("a"));
        later.add("b");
        assertEquals(1, store.values.size(), store.values::toString);
    }

    @Test
    void ofTooManyTheNewestAreKept() {
        SeenIds seen = seen();
        for (String id : List.of("a", "b", "c", "b", "d")) {
            seen.add(id);
            clock.now = clock.now.plusSeconds(1);
        }
        assertFalse(seen().contains("a"));
        assertTrue(List.of("b", "c", "d").stream().allMatch(seen()::contains));
        assertEquals(3, store.values.size(), store.values::toString);
    }

    @Test
    void anEventWithoutAnIdIsAlwaysNew() {
        SeenIds seen = seen();
        seen.add("");
        assertFalse(seen.contains(""));
        assertEquals(0, store.values.size());
    }

    private static final class Store implements KeyValueStore {
        private final TreeMap<String, String> values = new TreeMap<>();

        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public void put(String key, String value) {
            values.put(key, value);
        }

        @Override
        public void remove(String key) {
            values.remove(key);
        }

        @Override
        public List<String> keys(String prefix) {
            return values.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
        }
    }

    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-11-28T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
