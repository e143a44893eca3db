package dev.botyard.runtime.script.worker;

import java.time.Duration;

/// A run in the hands of a worker: how long it may take, and whether it waits for people. Whoever takes it out of its worker ends it.
///
/// It waits when one of its calls does; it is parked when its worker has set it aside, so that another run may compute there. Its time counts from its start, waiting for people included. What it loses because another run of the same process has its turn is
/// forgiven.
final class HeldRun {
    private static final long CANCEL_GRACE_NANOS = Duration.ofSeconds(2).toNanos();

    private final WorkerRun run;
    private final boolean shares;
    private volatile long began;
    private volatile long deadline;
    private volatile boolean waits;
    private volatile boolean parked;
    private volatile boolean behind;
    private volatile long behindSince;
    private volatile String cancelled = "";
    private boolean known;

    /// @param shares whether its worker may have other runs while it is parked
    /// @param now    its time begins
    HeldRun(WorkerRun run, boolean shares, long now) {
        this.run = run;
        this.shares = shares;
        began = now;
        deadline = now + run.timeLimit().toNanos();
    }

    WorkerRun run() {
        return run;
    }

    /// @param forked whether its process is one that must be told that runs share it
    String startParams(boolean forked) {
        String params = run.startParams();
        return shares && forked ? "{\"shared\":true," + params.substring(1) : params;
    }

    /// Since when it has computed without a pause.
    long began() {
        return began;
    }

    boolean shares() {
        return shares;
    }

    boolean waits() {
        return waits;
    }

    void waits(boolean now) {
        waits = now;
    }

    boolean parked() {
        return parked;
    }

    /// Its worker has set it aside.
    void park() {
        parked = true;
    }

    /// From now on it waits for its turn.
    synchronized void fallBehind(long now) {
        if (!behind && cancelled.isEmpty()) {
            behindSince = now;
            behind = true;
        }
    }

    /// It computes, from now on or again.
    synchronized void turn(long now) {
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

    /// @return whether its worker is to be told: once, and not before it knows the run
    synchronized boolean cancel(String reason, long now) {
        if (!cancelled.isEmpty()) {
            return false;
        }
        cancelled = reason;
        deadline = now + CANCEL_GRACE_NANOS;
        behind = false;
        return known;
    }

    /// Its worker knows of it now.
    ///
    /// @return whether the run was cancelled before, so that the worker is to be told
    synchronized boolean known() {
        known = true;
        return !cancelled.isEmpty();
    }

    /// Why it is to end when it has taken too long.
    String overLimit() {
        Duration limit = run.timeLimit();
        return "the run was ended after its time limit of "
                + (limit.toMillis() < 60_000 ? limit.toMillis() / 1000.0 + " s" : limit.toMinutes() + " min");
    }

    boolean due(long now) {
        return !behind && now - deadline >= 0;
    }
}
