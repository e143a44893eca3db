package dev.botyard.runtime.net.netty;

import java.time.Duration;
import java.util.Objects;

/// Bounds of one WebSocket connection.
///
/// @param maxMessageBytes of one message, all its fragments together; more closes the connection with 1009
/// @param inboxBytes      waiting to be received, each message counting its bytes and 256 more; when reached, the host stops reading from
///                        the network until half of it was received. What one network read holds may come on top.
/// @param outboxBytes     waiting to be written; when reached, senders wait
/// @param sendTimeout     how long a sender waits before the connection is closed because the peer does not read
/// @param closeTimeout    for the answer to a close frame
/// @param pingInterval    of silence until a ping is sent; as long again without any sign of life and the connection counts as lost. Zero
///                        for no pings
public record WebSocketLimits(int maxMessageBytes, long inboxBytes, long outboxBytes, Duration sendTimeout, Duration closeTimeout,
        Duration pingInterval) {
    /// 16 MiB messages, 1 MiB in, 16 MiB out, 10 s to send, 3 s to close, a ping after 30 s.
    public static final WebSocketLimits DEFAULT = new WebSocketLimits(16 << 20, 1 << 20, 16 << 20, Duration.ofSeconds(10),
            Duration
                    .ofSeconds(3),
            Duration.ofSeconds(30));

    public WebSocketLimits {
        if (maxMessageBytes < 1 || inboxBytes < 1 || outboxBytes < 1) {
            throw new IllegalArgumentException("sizes must be positive");
        }
        Objects.requireNonNull(sendTimeout);
        Objects.requireNonNull(closeTimeout);
        Objects.requireNonNull(pingInterval);
    }

    public WebSocketLimits withMaxMessageBytes(int value) {
        return new WebSocketLimits(value, inboxBytes, outboxBytes, sendTimeout, closeTimeout, pingInterval);
    }

    public WebSocketLimits withInboxBytes(long value) {
        return new WebSocketLimits(maxMessageBytes, value, outboxBytes, sendTimeout, closeTimeout, pingInterval);
    }

    public WebSocketLimits withOutboxBytes(long value) {
        return new WebSocketLimits(maxMessageBytes, inboxBytes, value, sendTimeout, closeTimeout, pingInterval);
    }

    public WebSocketLimits withSendTimeout(Duration value) {
        return new WebSocketLimits(maxMessageBytes, inboxBytes, outboxBytes, value, closeTimeout, pingInterval);
    }

    public WebSocketLimits withCloseTimeout(Duration value) {
        return new WebSocketLimits(maxMessageBytes, inboxBytes, outboxBytes, sendTimeout, value, pingInterval);
    }

    public WebSocketLimits withPingInterval(Duration value) {
        return new WebSocketLimits(maxMessageBytes, inboxBytes, outboxBytes, sendTimeout, closeTimeout, value);
    }
}
