package dev.botyard.runtime.net.netty;

import dev.botyard.runtime.infra.thread.Threads;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;

/// The few platform threads that do all network input and output. One for the whole host, closed after everything that uses it.
public final class EventLoops implements AutoCloseable {
    private final EventLoopGroup group;

    private EventLoops(int threads) {
        group = new MultiThreadIoEventLoopGroup(threads, Threads.platform("http"), NioIoHandler.newFactory());
    }

    /// Two loops, or one on a machine with one processor: loops only copy bytes, so more would take time from the scripts.
    public static EventLoops start() {
        return start(Math.min(2, Runtime.getRuntime().availableProcessors()));
    }

    /// A given number of loops.
    public static EventLoops start(int threads) {
        return new EventLoops(threads);
    }

    /// For the packages of the rim.
    public EventLoopGroup group() {
        return group;
    }

    /// Ends the threads; idempotent. Connections that are still open are dropped.
    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
