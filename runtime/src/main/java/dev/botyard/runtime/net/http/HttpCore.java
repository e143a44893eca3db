package dev.botyard.runtime.net.http;

import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.netty.SocketConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What all connections of one server share. Thread-safe.
final class HttpCore {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Ticker ticker;
    private final Router router;
    private final HttpLimits limits;
    private final PagePolicy pages;
    private final BodyBudget bodies;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final Set<SocketConnection> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private volatile AnswerListener listener = (_, _, _, _) -> {};
    private volatile boolean draining;
    private volatile Stamp stamp = new Stamp(0, "");

    HttpCore(Ticker ticker, Router router, HttpLimits limits, PagePolicy pages) {
        this.ticker = ticker;
        this.router = router;
        this.limits = limits;
        this.pages = pages;
        bodies = new BodyBudget(limits.bodyBudget());
    }

    private record Stamp(long second, String text) {}

    Ticker ticker() {
        return ticker;
    }

    Router router() {
        return router;
    }

    HttpLimits limits() {
        return limits;
    }

    PagePolicy pages() {
        return pages;
    }

    void listen(AnswerListener one) {
        listener = one;
    }

    /// An answer is ready.
    ///
    /// @param began by the ticker
    void answered(String method, String route, int status, long began) {
        listener.answered(method, route, status, Duration.ofNanos(ticker.since(began)));
    }

    /// What bodies may hold together.
    BodyBudget bodies() {
        return bodies;
    }

    /// Channels that are open.
    AtomicInteger open() {
        return open;
    }

    /// Connections that still speak HTTP.
    Set<HttpConnection> connections() {
        return connections;
    }

    void ended(HttpConnection connection) {
        connections.remove(connection);
        tellWhoDrains();
    }

    Set<SocketConnection> sockets() {
        return sockets;
    }

    void ended(SocketConnection socket) {
        sockets.remove(socket);
        tellWhoDrains();
    }

    /// Requests whose handler has not ended.
    Set<Exchange> running() {
        return running;
    }

    void ended(Exchange exchange) {
        running.remove(exchange);
        tellWhoDrains();
    }

    private void tellWhoDrains() {
        if (draining) {
            lock.lock();
            try {
                left.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /// Waits until nothing is left.
    ///
    /// @return whether all handlers have ended
    boolean awaitQuiet(Duration time) throws InterruptedException {
        long nanos = time.toNanos();
        lock.lockInterruptibly();
        try {
            while (!(running.isEmpty() && connections.isEmpty() && sockets.isEmpty()) && nanos > 0) {
                nanos = left.awaitNanos(nanos);
            }
            return running.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    boolean draining() {
        return draining;
    }

    void drain() {
        draining = true;
    }

    /// The `Date` header of now.
    String date() {
        long second = ticker.millis() / 1000;
        Stamp now = stamp;
        if (now.second != second) {
            now = new Stamp(second, DATE.format(Instant.ofEpochSecond(second)));
            stamp = now;
        }
        return now.text;
    }
}
