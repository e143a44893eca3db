package dev.botyard.runtime.script.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/// The workers of a pool that have no run, the one that was busy last at the end. Confined to the pool's lock.
final class IdleWorkers {
    private final Deque<Worker> workers = new ArrayDeque<>();

    int size() {
        return workers.size();
    }

    boolean isEmpty() {
        return workers.isEmpty();
    }

    void add(Worker worker) {
        workers.addLast(worker);
        worker.standing(Standing.IDLE);
    }

    /// The one whose caches are warm of those that may have the run, null where there is none. A run that wants a fresh process gets the one that
    /// is there for the longest time.
    Worker takeFor(WorkerRun run) {
        for (Iterator<Worker> idle = run.freshProcess() ? workers.iterator() : workers.descendingIterator(); idle.hasNext();) {
            Worker worker = idle.next();
            if (worker.serves(run)) {
                idle.remove();
                worker.standing(Standing.COMPUTING);
                return worker;
            }
        }
        return null;
    }

    /// Takes these out for good.
    List<Worker> dismiss(Predicate<Worker> which) {
        if (nobody(which)) {
            return List.of(); // asked before every run, and nearly always so
        }
        List<Worker> taken = workers.stream().filter(which).toList();
        taken.forEach(worker -> worker.standing(Standing.GONE));
        workers.removeAll(taken);
        return taken;
    }

    private boolean nobody(Predicate<Worker> which) {
        for (Worker worker : workers) {
            if (which.test(worker)) {
                return false;
            }
        }
        return true;
    }

    /// Takes the one out for good that has had nothing to do for the longest time, null where all are busy.
    Worker dismissOldest() {
        Worker oldest = workers.pollFirst();
        if (oldest != null) {
            oldest.standing(Standing.GONE);
        }
        return oldest;
    }

    void forget(Worker worker) {
        workers.remove(worker);
    }

    void clear() {
        workers.clear();
    }
}
