package dev.botyard.runtime.net.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A Unix socket where processes of this machine connect that speak in lines.
public final class LineServer implements AutoCloseable {
    private static final int BACKLOG = 128;

    private final Channel channel;

    private LineServer(Channel channel) {
        this.channel = channel;
    }

    /// Listens at this path, which must not exist.
    ///
    /// @param arrived called for each connection, in a thread of its [seat][LineSocket#seat]
    public static LineServer listen(EventLoops loops, Path path, Consumer<LineSocket> arrived) throws IOException {
        loops.keepAlarmNear();
        ServerBootstrap server = new ServerBootstrap().group(loops.group()).channel(NioServerDomainSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG).childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel child) {
                        LineSocket socket = LineSocket.on(child);
                        socket.seat().threads("line-arrived").newThread(() -> arrived.accept(socket)).start();
                    }
                });
        ChannelFuture bound = server.bind(UnixDomainSocketAddress.of(path)).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("no socket can be opened at " + path + ": " + bound.cause().getMessage(), bound.cause());
        }
        return new LineServer(bound.channel());
    }

    /// Takes no more connections; those that are there stay.
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
    }
}
