package dev.botyard.adapters.onebot11;

import dev.botyard.api.error.AdapterException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/// Events between the thread that reads the socket and the thread that hands them to the host, in order and bounded.
///
/// When the host is busy, reading stops and the platform waits. But while calls wait for answers, reading goes on up to a second, higher
/// bound: their answers stand in the same stream behind the events, and the host may be busy with just these calls. Thread-safe.
final class Inbox {
    private static final int COMFORTABLE = 512;
    private static final int FULL = 16_384;

    private final ArrayDeque<JsonNode> events = new ArrayDeque<>();
    private final BooleanSupplier callsWaiting;
    private AdapterException end;
    private boolean closed;
    private volatile boolean stalled;

    /// @param callsWaiting whether a call waits for its answer
    Inbox(BooleanSupplier callsWaiting) {
        this.callsWaiting = callsWaiting;
    }

    /// Adds an event; waits while there are too many.
    synchronized void put(JsonNode event) throws InterruptedException {
        if (events.size() >= COMFORTABLE) {
            await();
        }
        events.add(event);
        notifyAll();
    }

    /// Says that it waits before it asks whether calls wait: a call starting meanwhile sees one or is seen.
    private synchronized void await() throws InterruptedException {
        stalled = true;
        while (!closed && tooMany()) {
            wait();
        }
        stalled = false;
    }

    private boolean tooMany() {
        return events.size() >= FULL || (events.size() >= COMFORTABLE && !callsWaiting.getAsBoolean());
    }

    /// A call is about to wait for its answer: read on.
    void callStarted() {
        if (stalled) {
            wake();
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    /// The next event, or null when none comes in time. Events that came before the end are still given.
    ///
    /// @throws AdapterException how the connection ended
    synchronized JsonNode take(Duration wait) throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        while (events.isEmpty()) {
            if (end != null) {
                throw end;
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        JsonNode event = events.poll();
        if (stalled) {
            notifyAll();
        }
        return event;
    }

    /// Takes all that are left.
    synchronized List<JsonNode> rest() {
        List<JsonNode> rest = List.copyOf(events);
        events.clear();
        return rest;
    }

    /// Waits without taking anything.
    ///
    /// @throws AdapterException how the connection ended, if it does
    synchronized void pause(Duration wait) throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        for (long left = wait.toMillis(); left > 0 && end == null; left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        if (end != null) {
            throw end;
        }
    }

    /// No more events come, because of `reason`. The first reason counts.
    synchronized void end(AdapterException reason) {
        if (end == null) {
            end = reason;
        }
        notifyAll();
    }

    /// Nobody takes events any more.
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
