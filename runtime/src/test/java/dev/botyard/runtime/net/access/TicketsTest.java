package dev.botyard.runtime.net.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.TestTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TicketsTest {
    private final TestTicker ticker = new TestTicker();
    private final Operators operators = new Operators(new byte[32], () -> "t", ticker);

    @Test
    void aLinkDoesNotAgeWithTheClockOfTheSystem() {
        String ticket = operators.ticket();
        ticker.jump(Duration.ofHours(2));
        operators.ticket();
        assertTrue(operators.works(ticket));
        assertTrue(operators.redeem(ticket));
        assertFalse(operators.redeem(ticket), "it works once");
    }

    @Test
    void aLinkEndsAfterItsTime() {
        String ticket = operators.ticket();
        ticker.advance(Duration.ofHours(1));
        assertFalse(operators.works(ticket));
        assertFalse(operators.redeem(ticket));
    }
}
