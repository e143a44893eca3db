package dev.botyard.runtime.script.worker;

import java.time.Duration;

/// Notices a run that computes a lot. Confined to one thread at a time.
final class CpuWatch {
    private static final long PERIOD_NANOS = Duration.ofMillis(250).toNanos();
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
    boolean greedy(WorkerRun current, long now) {
        if (current != run) {
            run = current;
            measuredAt = now;
            before = null;
            return false;
        }
        if (current == null || now - measuredAt < PERIOD_NANOS) {
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
