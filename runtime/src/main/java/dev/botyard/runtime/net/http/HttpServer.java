package dev.botyard.runtime.net.http;

import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.netty.EventLoops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The host's port. Started once, closed once; both are idempotent. Thread-safe.
public final class HttpServer implements Service {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration OVERFLOW_LOG_INTERVAL = Duration.ofSeconds(10);
    private static final String TOO_MANY = "{\"error\":{\"code\":\"too_many_connections\",\"message\":\"the host has too many connections\"}}";
    private static final String OVERFLOW = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nConnection: close\r\n"
            + "Retry-After: 5\r\nContent-Length: " + TOO_MANY.length() + "\r\n\r\n" + TOO_MANY;

    private final String host;
    private final int wantedPort;
    private final EventLoops loops;
    private final boolean ownsLoops;
    private final HttpCore core;
    private final Duration drainTime;
    private final InetAddress address;
    private final AtomicLong lastOverflowLog;
    private Channel listener;
    private boolean closed;

    private HttpServer(Builder builder) throws IOException {
        host = builder.host;
        wantedPort = builder.port;
        address = InetAddress.getByName(host);
        drainTime = builder.drainTime;
        ownsLoops = builder.loops == null;
        loops = ownsLoops ? EventLoops.start(Ticker.system()) : builder.loops;
        lastOverflowLog = new AtomicLong(loops.ticker().nanoTime() - 2 * OVERFLOW_LOG_INTERVAL.toNanos());
        core = new HttpCore(loops.ticker(), builder.router, builder.limits,
                new PagePolicy(new HostPolicy(address, host, builder.allowedHosts),
                        new OriginPolicy(builder.allowedOrigins), builder.publicAddress));
    }

    /// A server on the loopback address and a free port, unless said otherwise.
    public static Builder builder(Router router) {
        return new Builder(router);
    }

    /// Begins to listen.
    ///
    /// @throws IOException when the port cannot be had; the message names it
    @Override
    public synchronized void start() throws IOException {
        if (listener != null || closed) {
            return;
        }
        ChannelFuture bound = new ServerBootstrap()
                .group(loops.group())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        open(channel);
                    }
                })
                .bind(new InetSocketAddress(address, wantedPort))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot listen on " + host + " port " + wantedPort + ": " + bound.cause().getMessage(),
                    bound.cause());
        }
        listener = bound.channel();
    }

    private void open(SocketChannel channel) {
        int open = core.open().incrementAndGet();
        channel.closeFuture().addListener((ChannelFutureListener) _ -> core.open().decrementAndGet());
        if (open > core.limits().maxConnections()) {
            refuse(channel);
            return;
        }
        HttpConnection connection = new HttpConnection(core, channel);
        channel.pipeline()
                .addLast("http-decoder", new RequestDecoder(core.limits(), connection))
                .addLast("http-encoder", new HttpResponseEncoder())
                .addLast("http", connection);
    }

    private void refuse(SocketChannel channel) {
        long now = loops.ticker().nanoTime();
        long last = lastOverflowLog.get();
        if (now - last > OVERFLOW_LOG_INTERVAL.toNanos() && lastOverflowLog.compareAndSet(last, now)) {
            log.warn("refusing connections: {} are open, which is the bound", core.limits().maxConnections());
        }
        channel.writeAndFlush(Unpooled.copiedBuffer(OVERFLOW, StandardCharsets.US_ASCII))
                .addListener(_ -> channel.shutdownOutput());
        // Not at once: closing with unread input would reset the connection before the peer has read why.
        EventLoops.closeAfter(channel, Duration.ofMillis(500));
    }

    /// The port it listens on.
    ///
    /// @throws IllegalStateException before [#start]
    public synchronized int port() {
        if (listener == null) {
            throw new IllegalStateException("the server was not started");
        }
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /// `http://host:port`, with a loopback address where the server listens on all.
    public URI address() {
        String name = address.isAnyLocalAddress() ? "127.0.0.1" : host;
        return URI.create("http://" + (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + port());
    }

    /// Whether only programs of this machine reach it.
    public boolean onLoopback() {
        return address.isLoopbackAddress();
    }

    /// Who hears of answers, instead of nobody.
    public void listen(AnswerListener listener) {
        core.listen(listener);
    }

    /// How many bytes of bodies are held.
    public long heldBodyBytes() {
        return core.bodies().held();
    }

    /// How many connections are open, WebSockets included.
    public int openConnections() {
        return core.open().get();
    }

    /// How many WebSockets are open.
    public int openWebSockets() {
        return core.sockets().size();
    }

    /// How many handlers are at work, those of WebSockets included.
    public int runningRequests() {
        return core.running().size();
    }

    /// Stops listening, says 1001 to WebSockets, answers what is running and refuses what is new; after the drain time interrupts the rest.
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        if (listener != null) {
            listener.close().awaitUninterruptibly();
        }
        core.drain();
        core.sockets().forEach(socket -> socket.close(1001, "the host is stopping"));
        core.connections().forEach(HttpConnection::drain);
        if (!drained(drainTime)) {
            log.warn("{} requests did not end within {} s and are interrupted: {}", core.running().size(), drainTime.toSeconds(),
                    core.running());
            core.running().forEach(Exchange::interrupt);
            drained(Duration.ofSeconds(1));
        }
        core.sockets().forEach(socket -> socket.terminate("the host is stopping"));
        core.connections().forEach(connection -> connection.channel().close());
        if (ownsLoops) {
            loops.close();
        }
    }

    private boolean drained(Duration time) {
        try {
            return core.awaitQuiet(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Builds servers.
    public static final class Builder {
        private final Router router;
        private String host = "127.0.0.1";
        private int port;
        private HttpLimits limits = HttpLimits.DEFAULT;
        private EventLoops loops;
        private Duration drainTime = Duration.ofSeconds(5);
        private Set<String> allowedHosts = Set.of();
        private Set<String> allowedOrigins = Set.of();
        private Supplier<Optional<URI>> publicAddress = Optional::empty;

        private Builder(Router router) {
            this.router = router;
        }

        /// The name or address to listen on.
        public Builder host(String value) {
            host = value;
            return this;
        }

        /// 0 for any free one.
        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder limits(HttpLimits value) {
            limits = value;
            return this;
        }

        /// Event loops of the host, which it closes later; without this the server has its own.
        public Builder loops(EventLoops value) {
            loops = value;
            return this;
        }

        /// How long [HttpServer#close] waits for running requests.
        public Builder drainTime(Duration value) {
            drainTime = value;
            return this;
        }

        /// How the outside reaches the server, with a path where a reverse proxy serves it below one. Asked for each request.
        public Builder publicAddress(Supplier<Optional<URI>> value) {
            publicAddress = value;
            return this;
        }

        /// Further names that the server answers to, such as the name a reverse proxy passes on.
        public Builder allowedHosts(Set<String> value) {
            allowedHosts = new HashSet<>(value);
            return this;
        }

        /// Further web pages that may speak to the host, such as `https://bots.example.org`.
        public Builder allowedOrigins(Set<String> value) {
            allowedOrigins = new HashSet<>(value);
            return this;
        }

        /// @throws IOException when the host name is unknown
        public HttpServer build() throws IOException {
            return new HttpServer(this);
        }

        /// Builds and starts.
        public HttpServer start() throws IOException {
            HttpServer server = build();
            server.start();
            return server;
        }
    }
}
