package dev.botyard.runtime.net.http;

import dev.botyard.api.transport.WebSocket;

/// Lives with one WebSocket connection, on the virtual thread of the request that opened it.
@FunctionalInterface
public interface SocketHandler {

    /// The connection is closed with 1000 when this returns and with 1011 when it throws. What it throws because the connection ended is no
    /// error.
    void handle(WebSocket socket) throws InterruptedException;
}
