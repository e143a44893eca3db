package dev.botyard.runtime.script.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The workers of a pool that have no run, the one that was busy last at the end. Confined to the pool's lock.
final class IdleWorkers {
    /// So many of one kind do the short runs of a machine with few cores; more of them were wanted by runs that took long.
    private static final int ENOUGH_ALIKE = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
    /// More than that stand by for a moment only: each holds the memory of a process, but the next wave may be near.
    private static final Duration SPARE = Duration.ofSeconds(10);

    /// A fork costs less than memory that nobody uses.
    private static final int MOST_FORKS = 8;

    private final boolean forks;
    private final Deque<Worker> workers = new ArrayDeque<>();

    IdleWorkers(boolean forks) {
        this.forks = forks;
    }

    /// Whether one more may stand by.
    boolean hasRoom() {
        return !forks || workers.size() < MOST_FORKS;
    }

    int size() {
        return workers.size();
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

    /// Takes those out for good that nobody has wanted for `idle`, or of which enough others stand by.
    List<Worker> dismissUnwanted(Duration idle) {
        Map<String, Integer> alike = new HashMap<>();
        Set<Worker> unwanted = new HashSet<>();
        for (Iterator<Worker> latestFirst = workers.descendingIterator(); latestFirst.hasNext();) {
            Worker worker = latestFirst.next();
            boolean spare = alike.merge(worker.owner(), 1, Integer::sum) > ENOUGH_ALIKE;
            if (worker.idleNanos() > (spare && SPARE.compareTo(idle) < 0 ? SPARE : idle).toNanos()) {
                unwanted.add(worker);
            }
        }
        return dismiss(unwanted::contains);
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
