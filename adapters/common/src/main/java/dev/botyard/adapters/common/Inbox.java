package dev.botyard.adapters.common;

import dev.botyard.api.error.AdapterException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/// Events between the thread that reads the socket and the thread that hands them to the host, in order and bounded.
///
/// When the host is busy, reading stops and the platform waits. But while calls wait for answers, reading goes on up to a second, higher
/// bound: their answers stand in the same stream behind the events, and the host may be busy with just these calls. Thread-safe.
public final class Inbox {
    private static final int COMFORTABLE = 512;
    private static final int FULL = 16_384;

    // No monitor: whoever waits in one is woken through a thread of Java's own.
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final ArrayDeque<JsonNode> events = new ArrayDeque<>();
    private final BooleanSupplier callsWaiting;
    private AdapterException end;
    private boolean closed;
    private volatile boolean stalled;

    /// @param callsWaiting whether a call waits for its answer
    public Inbox(BooleanSupplier callsWaiting) {
        this.callsWaiting = callsWaiting;
    }

    /// Adds an event; waits while there are too many.
    public void put(JsonNode event) throws InterruptedException {
        lock.lock();
        try {
            if (events.size() >= COMFORTABLE) {
                await();
            }
            events.add(event);
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Says that it waits before it asks whether calls wait: a call starting meanwhile sees one or is seen.
    private void await() throws InterruptedException {
        stalled = true;
        while (!closed && tooMany()) {
            news.await();
        }
        stalled = false;
    }

    private boolean tooMany() {
        return events.size() >= FULL || (events.size() >= COMFORTABLE && !callsWaiting.getAsBoolean());
    }

    /// A call is about to wait for its answer: read on.
    public void callStarted() {
        if (stalled) {
            changed(() -> {});
        }
    }

    /// The next event, or null when none comes in time. Events that came before the end are still given.
    ///
    /// @throws AdapterException how the connection ended
    public JsonNode take(Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (events.isEmpty()) {
                if (end != null) {
                    throw end;
                }
                if (left <= 0) {
                    return null;
                }
                left = news.awaitNanos(left);
            }
            if (stalled) {
                news.signalAll();
            }
            return events.poll();
        } finally {
            lock.unlock();
        }
    }

    /// Takes all that are left.
    public List<JsonNode> rest() {
        lock.lock();
        try {
            List<JsonNode> rest = List.copyOf(events);
            events.clear();
            return rest;
        } finally {
            lock.unlock();
        }
    }

    /// Waits without taking anything.
    ///
    /// @throws AdapterException how the connection ended, if it does
    public void pause(Duration wait) throws InterruptedException {
        lock.lock();
        try {
            for (long left = wait.toNanos(); left > 0 && end == null;) {
                left = news.awaitNanos(left);
            }
            if (end != null) {
                throw end;
            }
        } finally {
            lock.unlock();
        }
    }

    /// No more events come, because of `reason`. The first reason counts.
    public void end(AdapterException reason) {
        changed(() -> end = end == null ? reason : end);
    }

    /// Nobody takes events any more.
    public void close() {
        changed(() -> closed = true);
    }

    private void changed(Runnable change) {
        lock.lock();
        try {
            change.run();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
