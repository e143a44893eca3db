package dev.botyard.runtime.net.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketHandshakeTest {

    @Test
    void theExampleOfTheStandard() {
        assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", SocketHandshake.accept("dGhlIHNhbXBsZSBub25jZQ=="));
        assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", SocketHandshake.accept(" dGhlIHNhbXBsZSBub25jZQ== "));
    }

    @Test
    void aNewKeyIsOneAndIsNew() {
        String key = SocketHandshake.newKey();
        assertTrue(SocketHandshake.validKey(key), key);
        assertNotEquals(key, SocketHandshake.newKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "short", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZXM=", "AAAAAAAAAAAAAAAAAAAA",
        "!GhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ==x"})
    void whatIsNotSixteenBytesIsNoKey(String key) {
        // Padding may be left out: the bytes are the same.
        assertEquals(key.equals("dGhlIHNhbXBsZSBub25jZQ"), SocketHandshake.validKey(key), key);
    }

    @Test
    void aBoundIsChangedWithoutTouchingTheOthers() {
        WebSocketLimits limits = WebSocketLimits.DEFAULT.withMaxMessageBytes(1).withInboxBytes(2).withOutboxBytes(3)
                .withSendTimeout(Duration.ofSeconds(4)).withCloseTimeout(Duration.ofSeconds(5))
                .withPingInterval(Duration.ofSeconds(6));
        assertEquals(new WebSocketLimits(1, 2, 3, Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(6)), limits);
    }

    @Test
    void boundsOfNothingAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> WebSocketLimits.DEFAULT.withMaxMessageBytes(0));
        assertThrows(IllegalArgumentException.class, () -> WebSocketLimits.DEFAULT.withInboxBytes(0));
        assertThrows(IllegalArgumentException.class, () -> WebSocketLimits.DEFAULT.withOutboxBytes(-1));
        assertThrows(NullPointerException.class, () -> WebSocketLimits.DEFAULT.withPingInterval(null));
        assertFalse(WebSocketLimits.DEFAULT.withPingInterval(Duration.ZERO).pingInterval().isPositive());
    }
}
