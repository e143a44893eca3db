package dev.botyard.api.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdapterExceptionTest {
    /// As exceptions of libraries often have none.
    @Test
    void aFailureWithoutWordsSaysSo() {
        IOException silent = new IOException();
        AdapterException failure = new AdapterException(ErrorKind.COMMUNICATION, silent.getMessage(), silent);
        assertEquals("no reason was given", failure.getMessage());
        assertSame(silent, failure.getCause());
        assertEquals("no reason was given", new AdapterException(ErrorKind.REJECTED, " ").withPlatformCode("7").getMessage());
    }

    @Test
    void whatIsKnownComesAlong() {
        AdapterException failure = AdapterException.rateLimited("slower", Duration.ofSeconds(3)).withPlatformCode("429");
        assertEquals("RATE_LIMITED slower Optional[PT3S] 429",
                failure.kind() + " " + failure.getMessage() + " " + failure.retryAfter() + " " + failure.platformCode());
        assertEquals(Optional.empty(), new AdapterException(ErrorKind.REJECTED, "no").retryAfter());
    }
}
