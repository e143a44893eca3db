package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.thread.Threads;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// How many worker processes all pools of one language may have together, those not counted whose runs wait for people. Thread-safe.
public final class WorkerBudget {
    private final int most;
    private final List<WorkerPool> pools = new CopyOnWriteArrayList<>();
    private final Set<WorkerPool> wanting = ConcurrentHashMap.newKeySet();
    private final WorkerCounts counts = new WorkerCounts();
    private int taken;
    private boolean asked;

    public WorkerBudget(int most) {
        this.most = most;
    }

    /// How many came and went.
    public WorkerCounts counts() {
        return counts;
    }

    void share(WorkerPool pool) {
        pools.add(pool);
    }

    /// Takes the place of one process. Where none is free, a worker that has nothing to do is ended, whosever it is; its place is free a
    /// moment later.
    boolean take() {
        synchronized (this) {
            if (!full()) {
                taken++;
                return true;
            }
            if (asked) {
                return false;
            }
            asked = true;
        }
        // Apart, because each pool has a lock of its own, and one of them may be asking just now.
        Threads.startVirtual("worker-spare", this::spareOne);
        return false;
    }

    /// Whether no place is free. To ask changes nothing, other than to try to take one.
    synchronized boolean full() {
        return taken >= most;
    }

    /// Whether the pool has runs for which it finds no place.
    void wants(WorkerPool pool, boolean inVain) {
        if (inVain) {
            wanting.add(pool);
        } else if (!wanting.isEmpty()) {
            wanting.remove(pool);
        }
    }

    /// Whether another pool finds no place.
    boolean wantedByOthers(WorkerPool pool) {
        return wanting.stream().anyMatch(other -> other != pool);
    }

    /// Takes a place even where none is free: who has got an answer goes on at once.
    synchronized void takeAnyway() {
        taken++;
    }

    private void spareOne() {
        for (WorkerPool pool : pools) {
            Worker spare = pool.spareOne();
            if (spare != null) {
                spare.stop();
                return;
            }
        }
        synchronized (this) {
            asked = false;
        }
    }

    synchronized void give() {
        asked = false;
        taken = Math.max(0, taken - 1);
    }
}
