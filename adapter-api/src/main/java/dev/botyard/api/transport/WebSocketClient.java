package dev.botyard.api.transport;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// WebSocket connections out of the host. Thread-safe.
public interface WebSocketClient {

    /// Connects and completes the handshake.
    ///
    /// @param uri     `ws://` or `wss://`
    /// @param headers sent with the handshake, such as `Authorization`
    /// @param timeout for connecting and the handshake together
    /// @throws dev.botyard.api.error.AdapterException `COMMUNICATION` when the peer cannot be reached or answers nonsense,
    ///         `AUTHENTICATION` when it answers 401 or 403
    WebSocket connect(URI uri, Map<String, String> headers, Duration timeout) throws InterruptedException;
}
