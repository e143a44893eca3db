package dev.botyard.runtime.script.worker;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which workers hold runs that wait for people, by plugin, and which runs share a process with others of their plugin. Confined to the pool's
/// lock.
///
/// Where workers are not forked, all runs do. A forked worker is small, so that the first few who wait have one each; only a crowd shares.
final class Dialogues {
    /// As many runs of a plugin as usually compute at once.
    private static final int PROCESSES = 8;
    private static final int OF_THEIR_OWN = 4;
    private static final long JOINS_NANOS = Duration.ofMillis(20).toNanos();

    private final boolean forks;
    private final Map<String, Set<Worker>> shared = new HashMap<>();
    private final Map<String, Set<Worker>> single = new HashMap<>();
    private final Map<Worker, Set<Worker>> where = new HashMap<>();
    private final Map<String, String> alone = new HashMap<>();

    Dialogues(boolean forks) {
        this.forks = forks;
    }

    /// Looks what the worker holds now.
    void note(Worker worker) {
        Set<Worker> before = where.remove(worker);
        if (before != null) {
            before.remove(worker);
        }
        String plugin = worker.waitingPlugin();
        if (!plugin.isEmpty() && worker.standing() != Standing.GONE) {
            Set<Worker> now = (worker.holdsParked() ? shared : single).computeIfAbsent(plugin, _ -> new HashSet<>());
            now.add(worker);
            where.put(worker, now);
        }
    }

    /// Whether the run may be in one process with others of its plugin.
    boolean shares(WorkerRun run) {
        return !run.freshProcess() && (!forks || single.getOrDefault(run.pluginFile(), Set.of()).size() >= OF_THEIR_OWN
                && !run.pluginStamp().equals(alone.get(run.pluginFile())));
    }

    /// The script has to be alone in its process.
    void alone(WorkerRun run) {
        alone.put(run.pluginFile(), run.pluginStamp());
    }

    /// Whether its plugin has all the processes in which its runs wait together.
    boolean full(WorkerRun run) {
        return shares(run) && shared.getOrDefault(run.pluginFile(), Set.of()).size() >= PROCESSES;
    }

    /// Whether the run waits no longer for a process of its own.
    boolean joins(WorkerRun run, long waitedNanos) {
        return waitedNanos > JOINS_NANOS || full(run);
    }

    /// The worker that has the fewest waiting runs of those where nothing computes.
    Optional<Worker> freest(WorkerRun run) {
        return shares(run)
                ? shared.getOrDefault(run.pluginFile(), Set.of()).stream().filter(worker -> worker.accepts(run))
                        .min(Comparator.comparingInt(Worker::runs))
                : Optional.empty();
    }
}
