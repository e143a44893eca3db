package dev.botyard.runtime.infra.thread;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The real time. Its one thread begins with the first task.
final class SystemTicker extends Ticker {
    private static final Logger log = LoggerFactory.getLogger(SystemTicker.class);
    /// Who holds the timer up for so long holds up everybody.
    private static final long LONG_NANOS = Duration.ofSeconds(1).toNanos();

    private final ScheduledThreadPoolExecutor timer = Threads.timer("ticker");

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long millis() {
        return System.currentTimeMillis();
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Ticking every(Duration period, String name, Runnable task) {
        // With a pause between: after a stop of the whole process nothing has to be made up for.
        return set(() -> timer.scheduleWithFixedDelay(() -> run(name, task), period.toNanos(), period.toNanos(),
                TimeUnit.NANOSECONDS));
    }

    @Override
    public Ticking after(Duration delay, String name, Runnable task) {
        return set(() -> timer.schedule(() -> run(name, task), delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    private static Ticking set(java.util.function.Supplier<Future<?>> setting) {
        try {
            Future<?> task = setting.get();
            return () -> task.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    private static void run(String name, Runnable task) {
        long began = System.nanoTime();
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            log.error("the task '{}' of the timer failed", name, e);
        }
        long took = System.nanoTime() - began;
        if (took > LONG_NANOS) {
            log.warn("the task '{}' held the timer up for {} ms", name, TimeUnit.NANOSECONDS.toMillis(took));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
