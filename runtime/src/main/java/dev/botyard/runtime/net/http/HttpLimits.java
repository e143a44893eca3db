package dev.botyard.runtime.net.http;

import dev.botyard.runtime.net.netty.WebSocketLimits;
import java.time.Duration;

/// What one peer may ask of the server.
///
/// @param maxRequestLine bytes of the first line; more is answered with 414
/// @param maxHeaderBytes of all headers together; more is answered with 431
/// @param maxBodyBytes   of a body, unless the route says otherwise; more is answered with 413
/// @param strangerBytes  of a body of somebody whom the host does not know
/// @param bodyBudget     bytes of all bodies together that are held at once; more is answered with 503
/// @param headTimeout    from the first byte of a request to the end of its headers, and from connecting to the first request
/// @param bodyTimeout    for a body, plus one second for each 16 KiB of it
/// @param idleTimeout    between requests of a connection
/// @param writeTimeout   without any progress of an answer
/// @param maxConnections at once; more are answered with 503
/// @param webSocket      for connections that became WebSockets
public record HttpLimits(int maxRequestLine, int maxHeaderBytes, long maxBodyBytes, long strangerBytes, long bodyBudget,
        Duration headTimeout, Duration bodyTimeout,
        Duration idleTimeout, Duration writeTimeout, int maxConnections, WebSocketLimits webSocket) {
    private static final long HEAP_SHARE = 4;

    /// 8 KiB line, 16 KiB headers, 8 MiB body, 1 MiB of a stranger, a quarter of the heap for all; 10 s head, 30 s body, 60 s idle, 60 s write; 20,000 connections.
    public static final HttpLimits DEFAULT = new HttpLimits(8 << 10, 16 << 10, 8 << 20, 1 << 20,
            Runtime.getRuntime().maxMemory() / HEAP_SHARE, Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60), Duration.ofSeconds(60), 20_000, WebSocketLimits.DEFAULT);

    public HttpLimits withMaxBodyBytes(long value) {
        return new HttpLimits(maxRequestLine, maxHeaderBytes, value, strangerBytes, bodyBudget, headTimeout, bodyTimeout,
                idleTimeout, writeTimeout,
                maxConnections,
                webSocket);
    }

    /// For strangers, and for all bodies together.
    public HttpLimits withBodies(long stranger, long budget) {
        return new HttpLimits(maxRequestLine, maxHeaderBytes, maxBodyBytes, stranger, budget, headTimeout, bodyTimeout,
                idleTimeout,
                writeTimeout, maxConnections, webSocket);
    }

    /// Head, body, idle and write timeout.
    public HttpLimits withTimeouts(Duration head, Duration body, Duration idle, Duration write) {
        return new HttpLimits(maxRequestLine, maxHeaderBytes, maxBodyBytes, strangerBytes, bodyBudget, head, body, idle, write,
                maxConnections, webSocket);
    }

    public HttpLimits withMaxConnections(int value) {
        return new HttpLimits(maxRequestLine, maxHeaderBytes, maxBodyBytes, strangerBytes, bodyBudget, headTimeout, bodyTimeout,
                idleTimeout, writeTimeout,
                value,
                webSocket);
    }

    public HttpLimits withWebSocket(WebSocketLimits value) {
        return new HttpLimits(maxRequestLine, maxHeaderBytes, maxBodyBytes, strangerBytes, bodyBudget, headTimeout, bodyTimeout,
                idleTimeout, writeTimeout,
                maxConnections, value);
    }
}
