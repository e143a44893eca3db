package dev.botyard.runtime.net.client;

import dev.botyard.runtime.infra.proxy.Proxy;
import dev.botyard.runtime.net.netty.Failures;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a proxy to connect to an endpoint, and then makes room for the protocol that is spoken with it. What the endpoint has said by then
/// is not lost.
abstract class ProxyHandshake extends ByteToMessageDecoder {
    final Proxy proxy;
    final Endpoint to;
    private final Runnable connected;
    private final CompletableFuture<Void> outcome = new CompletableFuture<>();

    /// @param connected adds the handlers of what comes next, on the event loop
    ProxyHandshake(Proxy proxy, Endpoint to, Runnable connected) {
        this.proxy = proxy;
        this.to = to;
        this.connected = connected;
    }

    static ProxyHandshake with(Proxy proxy, Endpoint to, Runnable connected) {
        return switch (proxy.kind()) {
            case HTTP -> new ConnectHandshake(proxy, to, connected);
            case SOCKS5 -> new SocksHandshake(proxy, to, connected);
        };
    }

    /// The first words to the proxy.
    abstract ByteBuf greeting(ChannelHandlerContext context);

    /// Reads on.
    ///
    /// @return whether the endpoint is reached
    abstract boolean read(ChannelHandlerContext context, ByteBuf in) throws IOException;

    /// Waits for the outcome.
    ///
    /// @throws IOException with a sentence that names the proxy
    final void await(long nanos) throws IOException, InterruptedException {
        try {
            outcome.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the proxy " + proxy + " did not connect to " + to + " in time", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.writeAndFlush(greeting(context));
        context.fireChannelActive();
    }

    @Override
    protected final void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (outcome.isDone()) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            if (read(context, in)) {
                connected.run();
                context.pipeline().remove(this);
                outcome.complete(null);
            }
        } catch (IOException e) {
            fail(context, e);
        }
    }

    /// A sentence about the proxy.
    final IOException refused(String what) {
        return new IOException("the proxy " + proxy + " " + what);
    }

    private void fail(ChannelHandlerContext context, IOException failure) {
        outcome.completeExceptionally(failure);
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        fail(context, refused("closed the connection before it had connected to " + to));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Failures.tell("the connection to the proxy " + proxy, cause);
        fail(context, refused("broke the connection: " + cause.getMessage()));
    }
}
