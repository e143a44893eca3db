package dev.botyard.runtime.net.client;

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

/// Opens connections: resolves, asks the guard, connects to one address after the other, and completes the TLS handshake with the JDK's trust.
/// Blocking; whatever fails here failed before a byte of a request was sent. Thread-safe.
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
    Channel dial(Endpoint to, AddressGuard guard, long deadline, Consumer<Channel> pipeline, Consumer<Channel> opened)
            throws IOException,
            InterruptedException {
        List<InetAddress> addresses = names.resolve(to.host(), deadline);
        IOException failure = null;
        for (InetAddress address : addresses) {
            if (!guard.allows(address)) {
                failure = failure == null
                        ? new ForbiddenAddressException(to.host() + " is not on the public internet;"
                                + " media.allow_private_addresses: true in botyard.yaml allows it")
                        : failure;
                continue;
            }
            try {
                return connect(to, address, deadline, pipeline, opened);
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure == null ? new IOException("the name " + to.host() + " has no address") : failure;
    }

    private Channel connect(Endpoint to, InetAddress address, long deadline, Consumer<Channel> pipeline, Consumer<Channel> opened)
            throws IOException, InterruptedException {
        SslContext secure = to.tls() ? tls() : null;
        ChannelFuture connecting = new Bootstrap()
                .group(loops.group())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.clamp(millisUntil(deadline), 1, Integer.MAX_VALUE))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (secure != null) {
                            channel.pipeline().addLast("tls", secure.newHandler(channel.alloc(), to.host(), to.port()));
                        }
                        pipeline.accept(channel);
                    }
                })
                .connect(new InetSocketAddress(address, to.port()));
        Channel channel = connecting.channel();
        try {
            opened.accept(channel);
            await(connecting, deadline, "no connection to " + to);
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
