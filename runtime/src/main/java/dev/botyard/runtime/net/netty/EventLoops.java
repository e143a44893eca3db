package dev.botyard.runtime.net.netty;

import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.infra.thread.Carrier;
import dev.botyard.runtime.infra.thread.NearAlarm;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// The few platform threads that do all network input and output, and carry the virtual threads that work on what comes in: see [Carrier]. One
/// for the whole host, closed after everything that uses it.
public final class EventLoops implements AutoCloseable {
    private final EventLoopGroup group;
    private final Ticker ticker;
    private NearAlarm alarm;

    private EventLoops(int threads, Ticker ticker) {
        group = new Loops(threads);
        this.ticker = ticker;
    }

    /// One loop, or two where there are many processors: what goes from one to the other wakes a thread, and a loop does more messages than
    /// the scripts of a few processors do.
    public static EventLoops start(Ticker ticker) {
        return start(Runtime.getRuntime().availableProcessors() > 4 ? 2 : 1, ticker);
    }

    /// A given number of loops.
    public static EventLoops start(int threads, Ticker ticker) {
        return new EventLoops(threads, ticker);
    }

    /// A loop on which threads may be carried, the next one each time.
    public Carrier carrier() {
        keepAlarmNear();
        return carrier(group.next());
    }

    /// The carrier of this loop.
    static Carrier carrier(EventLoop loop) {
        return loop instanceof CarrierLoop carries ? carries.carrier : new Carrier(loop);
    }

    /// Closes the channel when the time is over, unless it is closed before. A loop that ends closes all of its channels itself.
    public static void closeAfter(Channel channel, Duration time) {
        if (!channel.eventLoop().isShuttingDown()) {
            var timer = channel.eventLoop().schedule(() -> channel.close(), time.toNanos(), TimeUnit.NANOSECONDS);
            channel.closeFuture().addListener(_ -> timer.cancel(false));
        }
    }

    /// From the first thread on that is to be carried.
    synchronized void keepAlarmNear() {
        if (alarm == null) {
            alarm = NearAlarm.set(() -> group.forEach(loop -> carrier((EventLoop) loop).look()));
        }
    }

    private static final class Loops extends MultiThreadIoEventLoopGroup {
        Loops(int threads) {
            super(threads, Threads.platform("http"), NioIoHandler.newFactory());
        }

        @Override
        protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... nothing) {
            return new CarrierLoop(this, executor, handlers);
        }
    }

    private static final class CarrierLoop extends SingleThreadIoEventLoop {
        private final Carrier carrier = new Carrier(this);

        CarrierLoop(Loops parent, Executor executor, IoHandlerFactory handlers) {
            super(parent, executor, handlers);
        }
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
        synchronized (this) {
            if (alarm != null) {
                alarm.close();
            }
        }
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
