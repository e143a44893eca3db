package dev.botyard.runtime.ops.overview;

import dev.botyard.runtime.script.worker.WorkersRecord;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.infra.launcher.Launcher;
import dev.botyard.runtime.message.outbound.PushQueue;
import dev.botyard.runtime.ops.overview.Repair.Kind;
import dev.botyard.runtime.script.plugin.LateRuns;
import dev.botyard.runtime.script.plugin.RunFacts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What keeps runs from beginning and pushes from leaving.
public final class WorkRepairs {
    private static final Duration REMEMBERED = Duration.ofHours(24);

    private WorkRepairs() {}

    /// Of workers and runs.
    public static Supplier<List<Repair>> runs(Supplier<RunFacts> facts, InstantSource clock) {
        return () -> {
            RunFacts now = facts.get();
            List<Repair> found = new ArrayList<>();
            now.workers().stream().filter(pool -> !pool.state().equals(WorkersRecord.READY))
                    .forEach(pool -> found
                            .add(new Repair(Kind.WORKERS, pool.language().label(), pool.state(),
                                    Launcher.command() + " doctor")));
            now.languages().stream().filter(load -> load.longestQueued().compareTo(LateRuns.TOLD_AFTER) >= 0)
                    .forEach(load -> found.add(new Repair(Kind.RUNS_LATE, load.language().label(),
                            load.queued() + " not begun for " + load.longestQueued().toSeconds() + " s; " + load.computing()
                                    + " of "
                                    + load.mostComputing() + " computing, " + load.waiting() + " of " + load.mostWaiting()
                                    + " waiting for people",
                            "")));
            now.outOfMemory().filter(end -> end.at().plus(REMEMBERED).isAfter(clock.instant()))
                    .ifPresent(end -> found.add(new Repair(Kind.OUT_OF_MEMORY, end.plugin(), end.error(),
                            Launcher.command() + " plugins logs " + end.plugin())));
            return found;
        };
    }

    /// Of the queue.
    ///
    /// @param most how many pushes may wait
    public static Supplier<List<Repair>> queue(PushQueue queue, IntSupplier most) {
        return () -> queue(queue.size(), most.getAsInt(), queue.failed());
    }

    static List<Repair> queue(int waiting, int most, int givenUp) {
        List<Repair> found = new ArrayList<>();
        if (waiting >= most) {
            found.add(new Repair(Kind.QUEUE_FULL, "", waiting + " of " + most + " wait (push.queue_max)",
                    Launcher.command() + " queue"));
        }
        if (givenUp > 0) {
            found.add(new Repair(Kind.PUSHES_GIVEN_UP, "",
                    givenUp == 1 ? "one push was given up" : givenUp + " pushes were given up", Launcher.command() + " queue"));
        }
        return found;
    }

    /// Of the disk.
    public static Supplier<List<Repair>> disk(LongSupplier free) {
        return () -> {
            String low = HomeFolder.lowDisk(free.getAsLong());
            return low.isEmpty() ? List.of() : List.of(new Repair(Kind.DISK_LOW, "", low, ""));
        };
    }
}
