package dev.botyard.runtime.infra.thread;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// A task of the timer that rests when there has been nothing to do for a while, so that an idle host sleeps. Thread-safe.
public final class Pulse implements AutoCloseable {
    /// Beats without need before it rests: who comes now and then should not set the timer each time.
    private static final int PATIENCE = 50;

    private final Ticker ticker;
    private final Duration period;
    private final String name;
    private final BooleanSupplier task;
    private volatile boolean wanted;
    private volatile boolean beating;
    private int idle;
    private boolean closed;
    private Ticker.Ticking ticking = () -> {};

    /// @param task as in [Ticker#every]; says whether there is something to do
    public Pulse(Ticker ticker, Duration period, String name, BooleanSupplier task) {
        this.ticker = ticker;
        this.period = period;
        this.name = name;
        this.task = task;
    }

    /// There may be something to do. Costs next to nothing while it beats.
    public void wake() {
        if (!wanted) {
            wanted = true;
        }
        if (!beating) {
            begin();
        }
    }

    private synchronized void begin() {
        if (!beating && !closed) {
            beating = true;
            idle = 0;
            ticking = ticker.every(period, name, this::beat);
        }
    }

    private void beat() {
        boolean asked = wanted;
        wanted = false;
        idle = task.getAsBoolean() || asked ? 0 : idle + 1;
        if (idle > PATIENCE) {
            rest();
        }
    }

    private void rest() {
        synchronized (this) {
            beating = false;
            ticking.close();
        }
        // Whoever woke it just before has seen it beat.
        if (wanted) {
            begin();
        }
    }

    /// Beats no more.
    @Override
    public synchronized void close() {
        closed = true;
        ticking.close();
    }
}
