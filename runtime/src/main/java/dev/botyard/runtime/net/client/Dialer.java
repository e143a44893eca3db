package dev.botyard.runtime.net.client;

import dev.botyard.runtime.infra.proxy.Proxy;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.netty.EventLoops;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.TrustManager;

/// Opens connections: resolves, asks the guard, connects to one address after the other, has a proxy connect on, and completes the TLS
/// handshake with the JDK's trust.
///
/// Names of endpoints behind a proxy are resolved by the proxy. What it would reach cannot be known here, therefore the guard is asked as for
/// an address that is handed on to somebody else, see [HandedOn]. Blocking; whatever fails here failed before a byte of a request was sent. Thread-safe.
final class Dialer implements AutoCloseable {
    private final EventLoops loops;
    private final TrustManager trust;
    private final Names names;
    private volatile SslContext tls;

    /// @param trust for `https` and `wss`; null for the JDK's
    Dialer(EventLoops loops, TrustManager trust) {
        this.loops = loops;
        this.trust = trust;
        this.names = new Names(loops.ticker());
    }

    /// By which deadlines are kept.
    Ticker ticker() {
        return loops.ticker();
    }

    /// Decides by `guard` what may be handed on.
    HandedOn handedOn(AddressGuard guard) {
        return new HandedOn(names, guard, ticker());
    }

    /// @param pipeline adds the handlers of the protocol
    /// @param opened   told of the channel as soon as it exists, so that its owner can close it at any time
    /// @throws IOException with a sentence; nothing was sent
    Channel dial(ConnectionRoute route, AddressGuard guard, long deadline, Consumer<Channel> pipeline, Consumer<Channel> opened)
            throws IOException,
            InterruptedException {
        Proxy proxy = route.proxy();
        if (proxy != null && !handedOn(guard).allows(route.to().host())) {
            throw forbidden(route.to());
        }
        List<InetAddress> addresses = proxy == null ? names.resolve(route.to().host(), deadline) : resolve(proxy, deadline);
        IOException failure = null;
        for (InetAddress address : addresses) {
            if (proxy == null && !guard.allows(address)) {
                failure = failure == null ? forbidden(route.to()) : failure;
                continue;
            }
            try {
                return connect(route, address, deadline, pipeline, opened);
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure == null ? new IOException("the name " + route.to().host() + " has no address") : failure;
    }

    private static ForbiddenAddressException forbidden(Endpoint to) {
        return new ForbiddenAddressException(to.host() + " is not on the public internet;"
                + " media.allow_private_addresses: true in botyard.yaml allows it");
    }

    private List<InetAddress> resolve(Proxy proxy, long deadline) throws IOException, InterruptedException {
        try {
            return names.resolve(proxy.host(), deadline);
        } catch (IOException e) {
            throw new IOException("no connection to the proxy " + proxy + ": " + e.getMessage(), e);
        }
    }

    private Channel connect(ConnectionRoute route, InetAddress address, long deadline, Consumer<Channel> pipeline,
            Consumer<Channel> opened) throws IOException, InterruptedException {
        Endpoint to = route.to();
        Proxy proxy = route.proxy();
        SslContext secure = to.tls() ? tls() : null;
        Consumer<Channel> protocol = channel -> {
            if (secure != null) {
                channel.pipeline().addLast("tls", secure.newHandler(channel.alloc(), to.host(), to.port()));
            }
            pipeline.accept(channel);
        };
        ProxyHandshake[] handshake = {null};
        ChannelFuture connecting = new Bootstrap()
                .group(loops.group())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.clamp(millisUntil(deadline), 1, Integer.MAX_VALUE))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (proxy == null || route.forwarded()) {
                            protocol.accept(channel);
                        } else {
                            handshake[0] = ProxyHandshake.with(proxy, to, () -> protocol.accept(channel));
                            channel.pipeline().addLast("proxy", handshake[0]);
                        }
                    }
                })
                .connect(new InetSocketAddress(address, proxy == null ? to.port() : proxy.port()));
        Channel channel = connecting.channel();
        try {
            opened.accept(channel);
            await(connecting, deadline, "no connection to " + (proxy == null ? to : "the proxy " + proxy));
            if (handshake[0] != null) {
                handshake[0].await(ticker().until(deadline));
            }
            SslHandler handler = channel.pipeline().get(SslHandler.class);
            if (handler != null) {
                await(handler.handshakeFuture(), deadline, "no TLS with " + to);
            }
            return channel;
        } catch (IOException | InterruptedException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void await(Future<?> future, long deadline, String what) throws IOException, InterruptedException {
        if (!future.await(Math.max(0, ticker().until(deadline)), TimeUnit.NANOSECONDS)) {
            throw new IOException(what + ": timeout");
        }
        if (!future.isSuccess()) {
            throw new IOException(what + ": " + future.cause().getMessage(), future.cause());
        }
    }

    private long millisUntil(long deadline) {
        return TimeUnit.NANOSECONDS.toMillis(ticker().until(deadline));
    }

    private SslContext tls() throws IOException {
        SslContext known = tls;
        if (known == null) {
            // Made when first needed: reading the trusted certificates takes a while that a host without TLS should not spend at its start.
            SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK)
                    .endpointIdentificationAlgorithm("HTTPS");
            known = trust == null ? builder.build() : builder.trustManager(trust).build();
            tls = known;
        }
        return known;
    }

    @Override
    public void close() {
        names.close();
    }
}
