package dev.botyard.runtime.net.netty;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Counts what arrives from a peer, for those who wait until it says anything. Thread-safe; a sign costs nothing while nobody waits.
final class LifeSigns {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicInteger waiters = new AtomicInteger();
    private volatile long count;
    private volatile boolean ended;

    /// Only on the event loop.
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void sign() {
        count++;
        if (waiters.get() > 0) {
            wake();
        }
    }

    void end() {
        ended = true;
        wake();
    }

    long count() {
        return count;
    }

    /// Whether a sign came after the one with the number `before`.
    boolean awaitAfter(long before, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            waiters.incrementAndGet();
            while (count == before && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            return count != before;
        } finally {
            waiters.decrementAndGet();
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
