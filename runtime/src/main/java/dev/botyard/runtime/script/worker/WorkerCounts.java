package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.json.Labelled;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// How many worker processes of a language came and went since the start of the host. Thread-safe.
public final class WorkerCounts {
    private final AtomicLong starts = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLongArray ends = new AtomicLongArray(Cause.values().length);

    /// Why a process ended.
    public enum Cause implements Labelled {
        /// It had no run, and was not wanted any more.
        RETIRED,
        /// The host ended it, since a run did not end.
        KILLED,
        /// The system ended it, most likely because the machine ran out of memory.
        OUT_OF_MEMORY,
        /// It ended by itself, or by somebody else.
        CRASHED
    }

    void started() {
        starts.incrementAndGet();
    }

    void notStarted() {
        failures.incrementAndGet();
    }

    void ended(Cause cause) {
        ends.incrementAndGet(cause.ordinal());
    }

    /// Processes that said hello.
    public long starts() {
        return starts.get();
    }

    /// Processes that were wanted and did not come.
    public long failures() {
        return failures.get();
    }

    /// Those that ended, by why they did.
    public Map<Cause, Long> ends() {
        Map<Cause, Long> counts = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.values()) {
            counts.put(cause, ends.get(cause.ordinal()));
        }
        return counts;
    }
}
