package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PendingCallsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final PendingCalls<String> calls = new PendingCalls<>();

    private AdapterException failure(Duration timeout, PendingCalls.Sending sending) {
        AdapterException failure = assertThrows(AdapterException.class, () -> calls.ask("do_it", "1", timeout, sending));
        assertFalse(calls.any());
        return failure;
    }

    @Test
    void anAnswerFindsItsCallByTheId() throws InterruptedException {
        assertEquals("yes", calls.ask("do_it", "1", LONG, () -> {
            assertTrue(calls.any());
            calls.answered("2", "no");
            calls.answered("1", "yes");
            calls.answered("1", "late");
        }));
        assertFalse(calls.any());
    }

    @Test
    void withoutAnAnswerNobodyKnows() {
        AdapterException failure = failure(Duration.ofMillis(1), () -> {});
        assertEquals(ErrorKind.UNKNOWN_OUTCOME, failure.kind());
        assertEquals("no answer to do_it within 1 ms; it may have been done all the same", failure.getMessage());
    }

    @Test
    void aConnectionThatEndsTakesItsCallsAlong() {
        AdapterException failure = failure(LONG, () -> calls.lose("it broke"));
        assertEquals(ErrorKind.UNKNOWN_OUTCOME, failure.kind());
        assertTrue(failure.getMessage().contains("it broke"));

        AdapterException next = failure(LONG, () -> calls.answered("1", "never asked"));
        assertEquals(ErrorKind.COMMUNICATION, next.kind());
        assertEquals("do_it was not sent: it broke", next.getMessage());
    }

    @Test
    void whatCannotBeSentIsNotWaitedFor() {
        assertEquals(ErrorKind.COMMUNICATION, failure(LONG, () -> {
            throw new AdapterException(ErrorKind.COMMUNICATION, "closed");
        }).kind());
    }
}
