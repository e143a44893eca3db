package dev.botyard.runtime.script.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// The workers that are being started, and whether one more would help. Confined to the pool's lock.
///
/// Another one helps a run only when it has waited [#PATIENCE_NANOS], because most runs end sooner than that, and only while fewer workers
/// than processors compute: more of them gain nothing but wait for each other, and each of them is cold. Workers whose run takes longer than
/// [#SHORT_NANOS] count only while they are seen to compute, and no longer than [#LONG_NANOS], so that nobody stands behind an endless loop.
final class Starts {
    private static final long PATIENCE_NANOS = Duration.ofMillis(4).toNanos();
    private static final long SHORT_NANOS = Duration.ofMillis(10).toNanos();
    private static final long LONG_NANOS = Duration.ofMillis(250).toNanos();
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    /// Forks under way at the same time.
    private static final int MOST_FORKS = 4;

    private final int most;
    private final int places;
    private final Dialogues dialogues;
    private int underWay;

    /// @param places how many workers may compute
    Starts(boolean forks, int places, Dialogues dialogues) {
        this.places = places;
        most = forks ? MOST_FORKS : 1;
        this.dialogues = dialogues;
    }

    void begin() {
        underWay++;
    }

    void over() {
        underWay = Math.max(0, underWay - 1);
    }

    int underWay() {
        return underWay;
    }

    /// Whether a run that waits is better off with one more process than those that are there and those that are being started.
    ///
    /// Begins as many as help and find a place.
    ///
    /// @param workers  those that do not rest
    /// @param heldBack plugins whose runs have to wait
    /// @return whether one more would help and found no place
    boolean begin(RunQueue queue, Collection<Worker> workers, Set<String> heldBack, BooleanSupplier place) {
        boolean found = true;
        if (queue.size() == 0) {
            return false;
        }
        List<Worker> computing = workers.stream().filter(worker -> worker.busy() && computes(worker)).toList();
        while (found && wanted(queue, workers, computing, heldBack)) {
            found = workers.size() + underWay < places && place.getAsBoolean();
            underWay += found ? 1 : 0;
        }
        return !found;
    }

    private boolean wanted(RunQueue queue, Collection<Worker> workers, List<Worker> computing, Set<String> heldBack) {
        return underWay < Math.min(queue.size(), most) && queue.anyOfTheFirst(
                (run, waitedNanos) -> !heldBack.contains(run.pluginFile()) && helps(run, waitedNanos, workers, computing));
    }

    /// Whether the run that waits longest wants a new process, and used ones hold all the places.
    boolean needRoom(RunQueue queue, Collection<Worker> workers) {
        return underWay == 0 && queue.oldest().filter(WorkerRun::freshProcess).isPresent() && workers.size() >= places
                && workers.stream().allMatch(Worker::used);
    }

    private boolean helps(WorkerRun run, long waitedNanos, Collection<Worker> workers, List<Worker> computing) {
        if (dialogues.full(run)) {
            return false;
        }
        if (underWay == 0 && nobodyServes(run, workers)) {
            return true;
        }
        return (waitedNanos > PATIENCE_NANOS || run.freshProcess())
                && underWay + computing.stream().filter(worker -> worker.serves(run)).count() < PROCESSORS;
    }

    private static boolean computes(Worker worker) {
        return !worker.heldFor(SHORT_NANOS) || !worker.heldFor(LONG_NANOS) && ProcessState.computes(worker.pid());
    }

    static boolean nobodyServes(WorkerRun run, Collection<Worker> workers) {
        return workers.stream().noneMatch(worker -> worker.serves(run));
    }
}
