package dev.botyard.runtime.net.client;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.WebSocket;
import dev.botyard.api.transport.WebSocketClient;
import dev.botyard.runtime.infra.proxy.ProxyRules;
import dev.botyard.runtime.net.netty.SocketConnection;
import dev.botyard.runtime.net.netty.SocketHandshake;
import dev.botyard.runtime.net.netty.WebSocketLimits;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Opens WebSocket connections and closes them all with its owner. Thread-safe.
final class SocketCaller implements WebSocketClient, AutoCloseable {
    private final Dialer dialer;
    private final WebSocketLimits limits;
    private final Supplier<ProxyRules> proxies;
    private final Set<Channel> handshaking = ConcurrentHashMap.newKeySet();
    private final Set<SocketConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param proxies asked for each new connection
    SocketCaller(Dialer dialer, WebSocketLimits limits, Supplier<ProxyRules> proxies) {
        this.proxies = proxies;
        this.dialer = dialer;
        this.limits = limits;
    }

    @Override
    public WebSocket connect(URI uri, Map<String, String> headers, Duration timeout) throws InterruptedException {
        long deadline = dialer.ticker().in(timeout);
        Endpoint endpoint = endpoint(uri);
        String key = SocketHandshake.newKey();
        FullHttpRequest request = request(uri, endpoint, headers, key);
        HandshakeReader reader = new HandshakeReader(key, this::attach);
        Channel channel = null;
        try {
            channel = dialer.dial(ConnectionRoute.through(endpoint, proxies.get()), AddressGuard.any(), deadline,
                    dialed -> dialed.pipeline()
                            .addLast("http-decoder", new HttpResponseDecoder())
                            .addLast("http-encoder", new HttpRequestEncoder())
                            .addLast("handshake", reader),
                    this::track);
            channel.writeAndFlush(request);
            return reader.await(deadline);
        } catch (IOException e) {
            abandon(channel);
            throw new AdapterException(ErrorKind.COMMUNICATION,
                    "no WebSocket with " + endpoint + uri.getRawPath() + ": " + e.getMessage(), e);
        } catch (HandshakeRefusedException e) {
            abandon(channel);
            ErrorKind kind = e.status() == 401 || e.status() == 403 ? ErrorKind.AUTHENTICATION : ErrorKind.COMMUNICATION;
            throw new AdapterException(kind, "no WebSocket with " + endpoint + uri.getRawPath() + ": " + e.getMessage(), e);
        } catch (InterruptedException | RuntimeException e) {
            abandon(channel);
            throw e;
        }
    }

    private static void abandon(Channel channel) {
        if (channel != null) {
            channel.close();
        }
    }

    private static Endpoint endpoint(URI uri) {
        try {
            return Endpoint.of(uri, "ws", "wss");
        } catch (IllegalArgumentException e) {
            throw new AdapterException(ErrorKind.CONFIGURATION, "no WebSocket: " + e.getMessage(), e);
        }
    }

    private static FullHttpRequest request(URI uri, Endpoint endpoint, Map<String, String> headers, String key) {
        FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, Endpoint.target(uri));
        request.headers().set(HttpHeaderNames.USER_AGENT, "Botyard");
        headers.forEach((name, value) -> request.headers().set(name, value));
        request.headers().set(HttpHeaderNames.HOST, endpoint.hostHeader())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET).set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13")
                .set(HttpHeaderNames.SEC_WEBSOCKET_KEY, key);
        return request;
    }

    private void track(Channel channel) {
        handshaking.add(channel);
        channel.closeFuture().addListener(_ -> handshaking.remove(channel));
        if (closed) {
            channel.close();
        }
    }

    /// On the event loop, when the handshake is complete.
    private SocketConnection attach(Channel channel) {
        SocketConnection socket = SocketConnection.attach(channel, limits, dialer.ticker(), true, open::remove);
        open.add(socket);
        handshaking.remove(channel);
        if (closed) {
            socket.close(1001, "the account is stopping");
        }
        return socket;
    }

    /// How many are open.
    int open() {
        return open.size();
    }

    @Override
    public void close() {
        closed = true;
        handshaking.forEach(Channel::close);
        open.forEach(socket -> socket.close(1001, "the account is stopping"));
    }
}
