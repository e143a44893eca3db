package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void secondsAndDatesAreUnderstoodAndNothingElse() {
        assertEquals(Optional.of(Duration.ofSeconds(7)), RetryAfter.read(" 7 ", CLOCK));
        assertEquals(Optional.of(Duration.ofSeconds(90)), RetryAfter.read("Sat, 28 Nov 2026 12:01:30 GMT", CLOCK));
        assertEquals(Optional.of(Duration.ZERO), RetryAfter.read("Sat, 28 Nov 2026 11:00:00 GMT", CLOCK));
        assertEquals(Optional.empty(), RetryAfter.read("soon", CLOCK));
        assertEquals(Optional.empty(), RetryAfter.read("", CLOCK));
    }
}
