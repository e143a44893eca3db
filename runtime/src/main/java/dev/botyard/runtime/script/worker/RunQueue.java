package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.thread.Ticker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The runs of a pool that have no worker yet, in their order. Confined to the pool's lock.
final class RunQueue {
    /// How many of them are asked for whether one more process would help.
    private static final int LOOKED_AT = 100;

    private final Ticker ticker;
    private final Deque<Queued> runs = new ArrayDeque<>();

    RunQueue(Ticker ticker) {
        this.ticker = ticker;
    }

    private record Queued(WorkerRun run, long since) {}

    void add(WorkerRun run) {
        runs.addLast(new Queued(run, ticker.nanoTime()));
    }

    int size() {
        return runs.size();
    }

    /// @return whether the run was here
    boolean remove(WorkerRun run) {
        return runs.removeIf(queued -> queued.run == run);
    }

    /// The run that waits longest.
    Optional<WorkerRun> oldest() {
        return Optional.ofNullable(runs.peekFirst()).map(Queued::run);
    }

    boolean hasOtherThan(String plugin) {
        return runs.stream().anyMatch(queued -> !queued.run.pluginFile().equals(plugin));
    }

    /// Takes the first one out that is `wanted`, null where there is none.
    WorkerRun poll(Wish wanted) {
        return poll(wanted, Integer.MAX_VALUE);
    }

    /// The same, of the first of them.
    WorkerRun pollOfTheFirst(Wish wanted) {
        return poll(wanted, LOOKED_AT);
    }

    private WorkerRun poll(Wish wanted, int most) {
        Iterator<Queued> entries = runs.iterator();
        for (int looked = 0; looked < most && entries.hasNext(); looked++) {
            Queued queued = entries.next();
            if (wanted.test(queued.run, ticker.since(queued.since))) {
                entries.remove();
                return queued.run;
            }
        }
        return null;
    }

    /// Whether one of the first is so.
    boolean anyOfTheFirst(Wish wanted) {
        return runs.stream().limit(LOOKED_AT).anyMatch(queued -> wanted.test(queued.run, ticker.since(queued.since)));
    }

    @FunctionalInterface
    interface Wish {
        boolean test(WorkerRun run, long waitedNanos);
    }

    /// Takes all of them out.
    List<WorkerRun> drain() {
        List<WorkerRun> all = runs.stream().map(Queued::run).toList();
        runs.clear();
        return all;
    }
}
