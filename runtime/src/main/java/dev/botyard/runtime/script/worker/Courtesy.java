package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.thread.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lowers the priority of a worker that computes a lot, once: the others go first then. Each of its two questions is asked by one thread.
final class Courtesy {
    private static final Logger log = LoggerFactory.getLogger(Courtesy.class);

    private final long pid;
    private final CpuWatch cpu;
    private final CpuWatch cpuOfThreads;
    private volatile boolean lowered;

    Courtesy(long pid) {
        this.pid = pid;
        cpu = new CpuWatch(pid);
        cpuOfThreads = new CpuWatch(pid);
    }

    boolean lowered() {
        return lowered;
    }

    /// @param current the run that computes, null where none does
    void computing(HeldRun current, long now) {
        watch(cpu, current, now);
    }

    /// @param waiting a run that waits, whose threads may compute
    void resting(HeldRun waiting, long now) {
        watch(cpuOfThreads, waiting, now);
    }

    private void watch(CpuWatch watch, HeldRun held, long now) {
        if (!lowered && watch.greedy(held == null ? null : held.run(), now)) {
            lowered = true;
            log.debug("worker {} computes a lot: it gets a lower priority", pid);
            Threads.startVirtual("worker-priority", () -> Priority.lower(pid));
        }
    }
}
