package dev.botyard.runtime.script.worker;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Which plugins have to wait because they compute in half of the places while runs of others want one. Confined to the pool's lock.
final class Fairness {
    private final WorkerPool pool;
    private final WorkerBudget budget;
    private final int half;

    Fairness(WorkerPool pool, WorkerBudget budget, int most) {
        this.pool = pool;
        this.budget = budget;
        half = Math.max(1, most / 2);
    }

    /// @param workers those that do not rest
    Set<String> heldBack(RunQueue queue, Collection<Worker> workers) {
        if (queue.size() == 0 || workers.size() < half) {
            return Set.of(); // asked after every run, and nearly always so
        }
        Map<String, Long> computing = workers.stream().map(Worker::computingPlugin).filter(plugin -> !plugin.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        computing.entrySet().removeIf(plugin -> plugin.getValue() < half
                || !queue.hasOtherThan(plugin.getKey()) && !budget.wantedByOthers(pool));
        return computing.keySet();
    }
}
