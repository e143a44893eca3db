package dev.botyard.runtime.net.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.function.Consumer;

/// A socket where processes of this machine connect that speak in lines.
public final class LineServer implements AutoCloseable {
    private static final int BACKLOG = 128;

    private final Channel channel;

    private LineServer(Channel channel) {
        this.channel = channel;
    }

    /// Listens at the path of a Unix socket, which must not exist, or at a port.
    ///
    /// @param arrived called for each connection, in a thread of its [seat][LineSocket#seat]
    public static LineServer listen(EventLoops loops, SocketAddress address, Consumer<LineSocket> arrived) throws IOException {
        loops.keepAlarmNear();
        Class<? extends ServerChannel> kind = address instanceof UnixDomainSocketAddress
                ? NioServerDomainSocketChannel.class
                : NioServerSocketChannel.class;
        ServerBootstrap server = new ServerBootstrap().group(loops.group()).channel(kind)
                .option(ChannelOption.SO_BACKLOG, BACKLOG).childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel child) {
                        LineSocket socket = LineSocket.on(child);
                        socket.seat().threads("line-arrived").newThread(() -> arrived.accept(socket)).start();
                    }
                });
        ChannelFuture bound = server.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("no socket can be opened at " + address + ": " + bound.cause().getMessage(), bound.cause());
        }
        return new LineServer(bound.channel());
    }

    /// Where it listens: the port is known, though none was named.
    public SocketAddress address() {
        return channel.localAddress();
    }

    /// Takes no more connections; those that are there stay.
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
    }
}
