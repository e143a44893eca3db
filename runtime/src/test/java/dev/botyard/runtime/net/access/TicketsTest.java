package dev.botyard.runtime.net.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TicketsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-01T12:00:00Z"));
    private final Operators operators = new Operators(new byte[32], () -> "t", now::get);

    @Test
    void aLinkDoesNotAgeWithTheClockOfTheSystem() {
        String ticket = operators.ticket();
        now.set(now.get().plusSeconds(7_200));
        operators.ticket();
        assertTrue(operators.works(ticket));
        assertTrue(operators.redeem(ticket));
        assertFalse(operators.redeem(ticket), "it works once");
    }
}
