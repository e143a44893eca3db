package dev.botyard.runtime.lending;

import dev.botyard.api.transport.HttpClient;
import dev.botyard.api.transport.WebSocketClient;

/// The client side of the network that one account is lent. Closing it closes what is open and lets waiting calls fail; it can be used again.
public interface Transport {
    HttpClient http();

    WebSocketClient webSockets();

    /// Closes the open WebSockets and cancels calls.
    void closeOpen();
}
