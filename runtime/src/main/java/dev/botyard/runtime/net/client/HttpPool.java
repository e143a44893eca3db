package dev.botyard.runtime.net.client;

import dev.botyard.runtime.infra.proxy.ProxyRules;
import dev.botyard.runtime.infra.thread.Ticker;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Connections of one owner that wait for their next request. Thread-safe.
///
/// A server may close an idle connection at the very moment a request is written, and then nobody knows whether it was handled. So requests
/// that must not be doubled only take connections that were used within the last few seconds.
final class HttpPool implements AutoCloseable {
    private static final Duration REUSE = Duration.ofSeconds(30);
    private static final Duration REUSE_UNSAFE = Duration.ofSeconds(3);
    private static final int IDLE_PER_ENDPOINT = 16;
    private static final HttpDecoderConfig DECODER = new HttpDecoderConfig().setMaxHeaderSize(64 << 10)
            .setMaxInitialLineLength(16 << 10);

    private final Dialer dialer;
    private final AddressGuard guard;
    private final Supplier<ProxyRules> proxies;
    private final Map<ConnectionRoute, Deque<Connection>> idle = new HashMap<>();
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param proxies asked for each new connection
    HttpPool(Dialer dialer, AddressGuard guard, Supplier<ProxyRules> proxies) {
        this.dialer = dialer;
        this.guard = guard;
        this.proxies = proxies;
    }

    /// A connection that one thread uses.
    ///
    /// @param idleSince by [Ticker#nanoTime]; 0 for a new one
    record Connection(ConnectionRoute route, Channel channel, ResponseFeed feed, long idleSince) {
        boolean fresh() {
            return idleSince == 0;
        }

        void close() {
            channel.close();
        }
    }

    /// @param safe whether the request may be repeated
    /// @param mayReuse false to get a new connection in any case
    Connection take(Endpoint endpoint, boolean safe, boolean mayReuse, long deadline) throws IOException, InterruptedException {
        ConnectionRoute route = ConnectionRoute.http(endpoint, proxies.get());
        Connection known = mayReuse ? idle(route, safe ? REUSE : REUSE_UNSAFE) : null;
        if (known != null) {
            return known;
        }
        ResponseFeed feed = new ResponseFeed();
        Channel channel = dialer.dial(route, guard, deadline, dialed -> pipeline(dialed.pipeline(), feed), this::track);
        return new Connection(route, channel, feed, 0);
    }

    private static void pipeline(ChannelPipeline pipeline, ResponseFeed feed) {
        pipeline.addLast(new HttpClientCodec(DECODER, HttpClientCodec.DEFAULT_PARSE_HTTP_AFTER_CONNECT_REQUEST, true));
        pipeline.addLast(new IdleStateHandler(REUSE.toSeconds(), 0, 0, TimeUnit.SECONDS));
        pipeline.addLast(feed);
    }

    private void track(Channel channel) {
        open.add(channel);
        channel.closeFuture().addListener((ChannelFutureListener) _ -> open.remove(channel));
        if (closed) {
            channel.close();
        }
    }

    private synchronized Connection idle(ConnectionRoute route, Duration youngerThan) {
        Deque<Connection> waiting = idle.get(route);
        while (waiting != null && !waiting.isEmpty()) {
            Connection connection = waiting.peekLast();
            long age = ticker().since(connection.idleSince);
            if (connection.channel.isActive() && age > youngerThan.toNanos() && age < REUSE.toNanos()) {
                return null;
            }
            waiting.pollLast();
            if (connection.channel.isActive() && age <= youngerThan.toNanos()) {
                return connection;
            }
            connection.close();
        }
        return null;
    }

    /// After a complete answer.
    void giveBack(Connection connection) {
        if (closed || !connection.channel.isActive()) {
            connection.close();
            return;
        }
        synchronized (this) {
            dropOld();
            Deque<Connection> waiting = idle.computeIfAbsent(connection.route, _ -> new ArrayDeque<>());
            if (waiting.size() < IDLE_PER_ENDPOINT) {
                waiting.addLast(new Connection(connection.route, connection.channel, connection.feed, ticker().nanoTime()));
                return;
            }
        }
        connection.close();
    }

    private void dropOld() {
        long now = ticker().nanoTime();
        for (Iterator<Deque<Connection>> all = idle.values().iterator(); all.hasNext();) {
            Deque<Connection> waiting = all.next();
            while (!waiting.isEmpty()
                    && (now - waiting.peekFirst().idleSince > REUSE.toNanos() || !waiting.peekFirst().channel.isActive())) {
                waiting.pollFirst().close();
            }
            if (waiting.isEmpty()) {
                all.remove();
            }
        }
    }

    Ticker ticker() {
        return dialer.ticker();
    }

    boolean closed() {
        return closed;
    }

    /// Ends everything, also requests under way.
    @Override
    public void close() {
        closed = true;
        open.forEach(Channel::close);
        synchronized (this) {
            idle.clear();
        }
    }
}
