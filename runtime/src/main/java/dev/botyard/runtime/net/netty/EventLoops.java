package dev.botyard.runtime.net.netty;

import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;

/// The few platform threads that do all network input and output. One for the whole host, closed after everything that uses it.
public final class EventLoops implements AutoCloseable {
    private final EventLoopGroup group;
    private final Ticker ticker;

    private EventLoops(int threads, Ticker ticker) {
        group = new MultiThreadIoEventLoopGroup(threads, Threads.platform("http"), NioIoHandler.newFactory());
        this.ticker = ticker;
    }

    /// Two loops, or one on a machine with one processor: loops only copy bytes, so more would take time from the scripts.
    public static EventLoops start(Ticker ticker) {
        return start(Math.min(2, Runtime.getRuntime().availableProcessors()), ticker);
    }

    /// A given number of loops.
    public static EventLoops start(int threads, Ticker ticker) {
        return new EventLoops(threads, ticker);
    }

    /// By which all that happens on these loops is measured.
    public Ticker ticker() {
        return ticker;
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
