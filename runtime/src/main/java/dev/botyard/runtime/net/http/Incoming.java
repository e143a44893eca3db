package dev.botyard.runtime.net.http;

import io.netty.handler.codec.http.HttpRequest;

/// A request whose body is still arriving. Confined to the event loop.
final class Incoming {
    final HttpRequest head;
    final RequestTarget target;
    final RouteTable.Match.Found match;
    final long bound;
    long began;
    BodyStream stream;
    long received;

    /// @param bound of the body in bytes
    /// @param began when its first byte came, by [dev.botyard.runtime.infra.thread.Ticker#nanoTime]
    Incoming(HttpRequest head, RequestTarget target, RouteTable.Match.Found match, long bound, long began) {
        this.began = began;
        this.head = head;
        this.target = target;
        this.match = match;
        this.bound = bound;
    }
}
