package dev.botyard.runtime.net.netty;

import dev.botyard.runtime.infra.thread.Carrier;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What waits to be written to one channel, bounded by bytes. Thread-safe.
///
/// Senders append; one task per burst writes everything on the event loop and flushes once, so that many small messages cost one system
/// call. A single message larger than the bound is allowed when nothing else waits.
public final class Outbox {
    private final Channel channel;
    private final Carrier carrier;
    private final long limit;
    private final ConcurrentLinkedQueue<Outgoing> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicLong pending = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final AtomicInteger waiters = new AtomicInteger();
    private volatile boolean closed;

    public Outbox(Channel channel, long limit) {
        this.channel = channel;
        this.carrier = EventLoops.carrier(channel.eventLoop());
        this.limit = limit;
    }

    /// What became of a message.
    public enum Handover {
        /// It waits here or is on its way.
        DONE,
        /// The channel is closed.
        CLOSED,
        /// The peer reads too slowly; nothing of the message was written.
        FULL
    }

    /// Hands over without waiting.
    public Handover offer(Object message, int bytes) {
        if (closed) {
            return Handover.CLOSED;
        }
        if (!reserve(bytes)) {
            return Handover.FULL;
        }
        append(new Outgoing(message, bytes));
        return Handover.DONE;
    }

    /// Hands over, waiting for room until the timeout.
    public Handover send(Object message, int bytes, Duration timeout) throws InterruptedException {
        Handover first = offer(message, bytes);
        return first == Handover.FULL ? await(message, bytes, timeout.toNanos()) : first;
    }

    private Handover await(Object message, int bytes, long timeout) throws InterruptedException {
        long left = timeout;
        lock.lockInterruptibly();
        try {
            waiters.incrementAndGet();
            while (!closed) {
                if (reserve(bytes)) {
                    append(new Outgoing(message, bytes));
                    return Handover.DONE;
                }
                if (left <= 0) {
                    return Handover.FULL;
                }
                left = room.awaitNanos(left);
            }
            return Handover.CLOSED;
        } finally {
            waiters.decrementAndGet();
            lock.unlock();
        }
    }

    /// Hands over a control message that does not count.
    public void force(Object message, ChannelFutureListener then) {
        append(new Outgoing(message, 0, then));
    }

    /// Bytes handed over and not yet in the operating system's buffer.
    public long pending() {
        return pending.get();
    }

    /// Fails everybody who waits. The channel itself is closed by its owner.
    public void close() {
        closed = true;
        wake();
    }

    private boolean reserve(int bytes) {
        while (true) {
            long before = pending.get();
            if (before > 0 && before + bytes > limit) {
                return false;
            }
            if (pending.compareAndSet(before, before + bytes)) {
                return true;
            }
        }
    }

    private void append(Outgoing outgoing) {
        queue.add(outgoing);
        if (scheduled.compareAndSet(false, true)) {
            carrier.execute(this::drain);
        }
    }

    private void drain() {
        scheduled.set(false);
        if (channel.eventLoop().isShutdown()) {
            close();
            forget();
            return;
        }
        boolean written = false;
        for (Outgoing next = queue.poll(); next != null; next = queue.poll()) {
            if (closed && !channel.isActive()) {
                ReferenceCountUtil.release(next.message);
                continue;
            }
            channel.write(next.message).addListener(next);
            written = true;
        }
        if (written) {
            channel.flush();
        }
    }

    /// The loop has ended: nobody will write what waits.
    private void forget() {
        for (Outgoing next = queue.poll(); next != null; next = queue.poll()) {
            ReferenceCountUtil.release(next.message);
        }
    }

    private void release(int bytes) {
        if (bytes > 0) {
            pending.addAndGet(-bytes);
            if (waiters.get() > 0) {
                wake();
            }
        }
    }

    private void wake() {
        lock.lock();
        try {
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private final class Outgoing implements ChannelFutureListener {
        private final Object message;
        private final int bytes;
        private final ChannelFutureListener then;

        private Outgoing(Object message, int bytes) {
            this(message, bytes, null);
        }

        private Outgoing(Object message, int bytes, ChannelFutureListener then) {
            this.message = message;
            this.bytes = bytes;
            this.then = then;
        }

        @Override
        public void operationComplete(ChannelFuture future) throws Exception {
            release(bytes);
            if (then != null) {
                then.operationComplete(future);
            }
        }
    }
}
