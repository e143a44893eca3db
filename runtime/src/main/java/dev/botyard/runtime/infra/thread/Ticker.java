package dev.botyard.runtime.infra.thread;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicBoolean;

/// The time of the host, in one piece, so that a test moves all of it by hand: the clock on the wall, which may jump; the clock that only
/// counts, by which whatever lasts is measured; and the one timer. Whoever needs a moment alone takes it as an [InstantSource] or a [Clock].
/// Thread-safe.
///
/// A class and not an interface, because with the one subclass of a running host the compiler calls it directly: asking costs what
/// [System#nanoTime] costs.
public abstract class Ticker extends Clock implements AutoCloseable {

    /// The real time. Whoever sets the timer closes it.
    public static Ticker system() {
        return new SystemTicker();
    }

    /// As [System#nanoTime]: counts from anywhere, maybe below zero, so two moments are compared by their difference.
    public abstract long nanoTime();

    /// Runs `task` again and again until it is ended, first when one `period` is over. Nothing runs any more once the ticker is closed.
    ///
    /// @param name what it is, for the log
    /// @param task looks and hands over, and never blocks, because everybody's tasks run one after the other; what it throws is logged
    public abstract Ticking every(Duration period, String name, Runnable task);

    /// As [#every], for a task that may block: it has a virtual thread of its own each time. A turn is left out while the one before is not
    /// done.
    public final Ticking everyApart(Duration period, String name, Runnable task) {
        AtomicBoolean underWay = new AtomicBoolean();
        return every(period, name, () -> {
            if (underWay.compareAndSet(false, true)) {
                Threads.startVirtual(name, () -> {
                    try {
                        task.run();
                    } finally {
                        underWay.set(false);
                    }
                });
            }
        });
    }

    /// Runs `task` once, unless it is ended before. The rest is as with [#every].
    public abstract Ticking after(Duration delay, String name, Runnable task);

    /// Something that the timer will do.
    @FunctionalInterface
    public interface Ticking extends AutoCloseable {
        /// It is done no more. Does not wait for a task under way.
        @Override
        void close();
    }

    /// The moment when this time will be over, by [#nanoTime].
    public final long in(Duration time) {
        return nanoTime() + time.toNanos();
    }

    /// Nanoseconds until a moment of [#nanoTime], negative when it has passed.
    public final long until(long moment) {
        return moment - nanoTime();
    }

    /// Nanoseconds since a moment of [#nanoTime].
    public final long since(long moment) {
        return nanoTime() - moment;
    }

    /// Whether a moment of [#nanoTime] has come.
    public final boolean reached(long moment) {
        return nanoTime() - moment >= 0;
    }

    /// In another zone: the clock on the wall alone.
    @Override
    public final Clock withZone(ZoneId zone) {
        InstantSource wall = this::instant;
        return wall.withZone(zone);
    }

    /// Ends the timer.
    @Override
    public abstract void close();
}
