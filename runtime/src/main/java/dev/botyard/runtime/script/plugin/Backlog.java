package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.infra.store.StoreException;
import dev.botyard.runtime.infra.store.WaitingRuns;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the runs of events that were taken, so that they are begun even if the host ends before. The package's description says which and why.
/// Thread-safe.
public final class Backlog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Backlog.class);
    /// Most runs are over sooner, also on a slow machine with a long queue, and are never written: one that is written costs a second write before it speaks.
    static final long YOUNG_NANOS = Duration.ofMillis(250).toNanos();
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();
    private static final int LOOKS_IN_VAIN = 100;
    /// How long the platform's acknowledgement waits for a run to be over before it waits for the disk instead.
    private static final Duration GRACE = Duration.ofMillis(3);

    private final WaitingRuns store;
    private final Queue<Run> young = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean closed;

    public Backlog(WaitingRuns store) {
        this.store = store;
    }

    /// A run has been made for an event that nobody waits to acknowledge.
    void watch(Run run) {
        young.add(run);
        if (!looking.get() && !closed && looking.compareAndSet(false, true)) {
            Threads.startVirtual("backlog", this::look);
        }
    }

    /// A run has been made for an event that its platform does not deliver again once this has returned.
    void keep(Run run) {
        boolean interrupted = false;
        try {
            if (run.began()) {
                run.await(GRACE);
            }
        } catch (InterruptedException stopping) {
            interrupted = true;
        }
        if (run.fate().spoken()) {
            watch(run);
        } else if (!run.fate().over() && run.fate().claim()) {
            put(List.of(run));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Looks now and then, and for as long as there is something to look at: an idle host is left alone.
    private void look() {
        int inVain = 0;
        while (inVain < LOOKS_IN_VAIN && !closed) {
            LockSupport.parkNanos(LOOK_NANOS);
            inVain = young.isEmpty() ? inVain + 1 : 0;
            keepOlderThan(YOUNG_NANOS);
        }
        looking.set(false);
        if (!young.isEmpty() && !closed && looking.compareAndSet(false, true)) {
            Threads.startVirtual("backlog", this::look);
        }
    }

    /// Keeps all that is not over; the host is stopping.
    void keepAll() {
        keepOlderThan(Long.MIN_VALUE);
    }

    private synchronized void keepOlderThan(long nanos) {
        List<Run> due = new ArrayList<>(0);
        for (Run run = young.peek(); run != null && run.age() >= nanos; run = young.peek()) {
            young.remove();
            if (!run.fate().over() && run.fate().claim()) {
                due.add(run);
            }
        }
        if (!due.isEmpty()) {
            put(due);
        }
    }

    private void put(List<Run> runs) {
        try {
            store.put(runs.stream().map(Backlog::entry).toList());
        } catch (StoreException full) {
            log.error("{} runs, the first is {} of {}, will be lost if the host ends before they are begun: {}", runs.size(),
                    runs.getFirst().id(), runs.getFirst().plugin().file(), full.getMessage());
        }
    }

    private static WaitingRuns.Waiting entry(Run run) {
        return new WaitingRuns.Waiting(new WaitingRuns.Entry(run.id(), run.plugin().file(), run.context().account(),
                run.fate().event().toLine(), Json.MAPPER.writeValueAsString(KeptContext.of(run.context())), run.createdAt(),
                false),
                run.fate());
    }

    /// The run is about to do what people notice: from now on it is not begun again. Returns when that is certain.
    void speaks(Run run) {
        if (run.fate().speaks() && run.fate().kept()) {
            try {
                store.spoken(run.id());
            } catch (StoreException full) {
                log.error("run {} may be repeated after the next start: {}", run.id(), full.getMessage());
            }
        }
    }

    /// The run need not be begun any more.
    void ended(Run run) {
        run.fate().end();
        if (run.fate().kept()) {
            store.removeSoon(run.id());
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
