package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Brings together that a worker's connection is gone and how its process has ended: whoever watches the process says so just before or just
/// after. Thread-safe.
final class ExitReports {
    private static final Duration LATEST = Duration.ofMillis(500);
    private static final Duration FORGOTTEN = Duration.ofSeconds(2);

    private final Ticker ticker;
    private final WorkerCounts counts;
    private final Map<Long, Worker> dying = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// @param counts takes why each ended
    ExitReports(Ticker ticker, WorkerCounts counts) {
        this.ticker = ticker;
        this.counts = counts;
    }

    /// The worker's connection is gone.
    void expect(Worker worker) {
        dying.put(worker.pid(), worker);
    }

    /// Nothing need be known for long; what is known by then is counted.
    void forget(Worker worker) {
        later(() -> {
            if (dying.remove(worker.pid(), worker)) {
                counts.ended(worker.cause());
            }
        }, FORGOTTEN);
    }

    /// The worker with this process whose connection is gone, null where there is none.
    Worker dying(long pid) {
        return dying.get(pid);
    }

    /// Runs `task` when it is known how the worker ended, at the latest after [#LATEST].
    ///
    /// @param known whether nobody needs to say so
    void after(Worker worker, boolean known, Runnable task) {
        AtomicBoolean once = new AtomicBoolean();
        Runnable first = () -> {
            if (once.compareAndSet(false, true)) {
                Threads.startVirtual("worker-end", task);
            }
        };
        worker.afterDeath(first);
        if (known || worker.deathKnown()) {
            first.run();
        } else {
            later(first, LATEST);
        }
    }

    private void later(Runnable task, Duration delay) {
        if (closed) {
            task.run();
        } else {
            ticker.after(delay, "worker-ends", task);
        }
    }

    /// The host is stopping: nothing is waited for.
    void close() {
        closed = true;
    }
}
