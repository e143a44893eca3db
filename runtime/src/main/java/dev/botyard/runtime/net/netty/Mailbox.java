package dev.botyard.runtime.net.netty;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// An unbounded queue with many writers that never wait and one reader that parks. The bound is kept by whoever fills it.
public final class Mailbox<T> {
    private final ConcurrentLinkedQueue<T> items = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Thread> reader = new AtomicReference<>();

    /// Adds and wakes the reader. Never blocks, so an event loop may call it.
    public void put(T item) {
        items.add(item);
        Thread waiting = reader.get();
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /// The next item or null.
    public T poll() {
        return items.poll();
    }

    /// Waits for the next item.
    ///
    /// @throws IllegalStateException when another thread already waits
    public T take() throws InterruptedException {
        T item = items.poll();
        return item != null ? item : await(Long.MAX_VALUE);
    }

    /// Waits until [System#nanoTime] reaches `deadline`; null when nothing came.
    public T takeBefore(long deadline) throws InterruptedException {
        T item = items.poll();
        return item != null ? item : await(deadline);
    }

    private T await(long deadline) throws InterruptedException {
        if (!reader.compareAndSet(null, Thread.currentThread())) {
            throw new IllegalStateException("only one thread may wait here, and " + reader.get() + " does already");
        }
        try {
            while (true) {
                T item = items.poll();
                if (item != null) {
                    return item;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (deadline == Long.MAX_VALUE) {
                    LockSupport.park(this);
                    continue;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return null;
                }
                LockSupport.parkNanos(this, left);
            }
        } finally {
            reader.set(null);
        }
    }
}
