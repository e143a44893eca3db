package dev.botyard.runtime.net.client;

import dev.botyard.api.transport.HttpClient;
import dev.botyard.api.transport.WebSocketClient;
import dev.botyard.runtime.infra.proxy.ProxyRules;
import dev.botyard.runtime.net.netty.WebSocketLimits;
import java.util.function.Supplier;

/// The outgoing network of one owner, such as an account. Closing it ends everything the owner opened: WebSockets with 1001, requests under
/// way with a failure that says whether they were sent; nothing new can be opened. Thread-safe.
public final class ConnectionScope implements AutoCloseable {
    private final HttpPool pool;
    private final HttpCaller http;
    private final SocketCaller sockets;
    private final Runnable ended;

    ConnectionScope(Dialer dialer, WebSocketLimits limits, Supplier<ProxyRules> proxies, Runnable ended) {
        pool = new HttpPool(dialer, AddressGuard.any(), proxies);
        http = new HttpCaller(pool);
        sockets = new SocketCaller(dialer, limits, proxies);
        this.ended = ended;
    }

    /// HTTP out.
    public HttpClient http() {
        return http;
    }

    /// The same where the answer is read while it comes.
    public StreamedCalls streams() {
        return http;
    }

    /// WebSockets out.
    public WebSocketClient webSockets() {
        return sockets;
    }

    /// How many WebSockets are open.
    public int openWebSockets() {
        return sockets.open();
    }

    /// Idempotent; does not wait for close handshakes.
    @Override
    public void close() {
        sockets.close();
        pool.close();
        ended.run();
    }
}
