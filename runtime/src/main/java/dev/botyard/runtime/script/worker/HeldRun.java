package dev.botyard.runtime.script.worker;

import java.time.Duration;

/// A run in the hands of a worker: how long it may take, and whether it waits for people. Whoever takes it out of its worker ends it.
///
/// Its time counts from its start, waiting for people included. What it loses because another run of the same process has its turn is
/// forgiven.
final class HeldRun {
    private static final long CANCEL_GRACE_NANOS = Duration.ofSeconds(2).toNanos();

    private final WorkerRun run;
    private volatile long began;
    private volatile long deadline;
    private volatile boolean parked;
    private volatile boolean behind;
    private volatile long behindSince;
    private volatile String cancelled = "";

    /// @param now its time begins
    HeldRun(WorkerRun run, long now) {
        this.run = run;
        began = now;
        deadline = now + run.timeLimit().toNanos();
    }

    WorkerRun run() {
        return run;
    }

    /// Since when it has computed without a pause.
    long began() {
        return began;
    }

    boolean parked() {
        return parked;
    }

    /// It can do nothing but wait for people.
    void park() {
        parked = true;
    }

    /// From now on it waits for its turn.
    void fallBehind(long now) {
        if (!behind && cancelled.isEmpty()) {
            behindSince = now;
            behind = true;
        }
    }

    /// It computes, from now on or again.
    void turn(long now) {
        if (!cancelled.isEmpty()) {
            deadline = now + CANCEL_GRACE_NANOS;
        } else if (behind) {
            deadline += now - behindSince;
        }
        began = now;
        behind = false;
        parked = false;
    }

    /// Why it is to end, `""` while it is not.
    String cancelled() {
        return cancelled;
    }

    /// @return whether this is the first time
    synchronized boolean cancel(String reason, long now) {
        if (!cancelled.isEmpty()) {
            return false;
        }
        cancelled = reason;
        deadline = now + CANCEL_GRACE_NANOS;
        behind = false;
        return true;
    }

    boolean due(long now) {
        return !behind && now - deadline >= 0;
    }
}
