package dev.botyard.runtime.script.worker;

import java.time.Duration;

/// Notices a run that computes a lot. Confined to the pool's timer.
final class CpuWatch {
    private static final long PERIOD_NANOS = Duration.ofMillis(250).toNanos();
    /// Of runs that wait for people: there may be thousands, and only their threads could compute.
    private static final long WAITING_PERIOD_NANOS = Duration.ofSeconds(5).toNanos();
    /// More than the first import of a large library, whose warm worker should stay; less than anybody waits for at the keyboard.
    private static final Duration PLENTY = Duration.ofSeconds(1);

    private final long pid;
    private WorkerRun run;
    private long measuredAt;
    private Duration before;

    CpuWatch(long pid) {
        this.pid = pid;
    }

    /// Whether the process has computed for [#PLENTY] since this was first asked about the run `current`.
    ///
    /// @param waits whether the run waits for people
    boolean greedy(WorkerRun current, boolean waits, long now) {
        if (current != run) {
            run = current;
            measuredAt = now;
            before = null;
            return false;
        }
        if (current == null || now - measuredAt < (waits ? WAITING_PERIOD_NANOS : PERIOD_NANOS)) {
            return false;
        }
        measuredAt = now;
        Duration total = ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration()).orElse(Duration.ZERO);
        if (before == null) {
            before = total;
        }
        return total.minus(before).compareTo(PLENTY) > 0;
    }
}
