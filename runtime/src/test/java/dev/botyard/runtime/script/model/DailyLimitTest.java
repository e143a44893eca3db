package dev.botyard.runtime.script.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DailyLimitTest {
    private Instant now = Instant.parse("2027-01-01T15:59:00Z");
    private final DailyLimit limit = new DailyLimit(() -> now, () -> ZoneId.of("Asia/Shanghai"));

    @Test
    void aPersonMayAskSoOftenADayAndOthersBesides() {
        assertTrue(limit.take("qq:1", 2));
        assertTrue(limit.take("qq:1", 2));
        assertFalse(limit.take("qq:1", 2));
        assertTrue(limit.take("qq:2", 2));
        assertTrue(limit.take("tg:1", 2));
    }

    @Test
    void theDayEndsAtMidnightOfTheZone() {
        limit.take("qq:1", 1);
        assertFalse(limit.take("qq:1", 1));
        now = Instant.parse("2027-01-01T16:00:00Z");
        assertTrue(limit.take("qq:1", 1));
    }

    @Test
    void noneIsNoLimit() {
        for (int i = 0; i < 1_000; i++) {
            assertTrue(limit.take("qq:1", 0));
        }
    }
}
