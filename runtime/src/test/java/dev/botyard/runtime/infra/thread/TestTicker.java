package dev.botyard.runtime.infra.thread;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/// Time that stands still until a test moves it. What is due then runs on the thread of the test, in its order, before [#advance] returns.
/// The clock that only counts overflows after half a second, which it may at any moment of a real machine. Thread-safe.
public final class TestTicker extends Ticker {
    private final Queue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong((Task task) -> task.due)
            .thenComparingLong(task -> task.number));
    private Instant wall;
    private long passed;
    private long numbers;
    private boolean closed;

    public TestTicker() {
        this(Instant.parse("2027-01-01T10:00:00Z"));
    }

    public TestTicker(Instant start) {
        wall = start;
    }

    /// Moves both clocks, and runs what is due on the way.
    public void advance(Duration time) {
        long end;
        synchronized (this) {
            end = passed + time.toNanos();
        }
        for (Task task = next(end); task != null; task = next(end)) {
            task.action.run();
        }
    }

    private synchronized Task next(long end) {
        Task task = tasks.peek();
        if (task == null || task.due > end) {
            pass(end);
            return null;
        }
        tasks.poll();
        pass(Math.max(passed, task.due));
        if (task.period > 0) {
            tasks.add(new Task(passed + task.period, task.number, task.period, task.action));
        }
        return task;
    }

    private void pass(long moment) {
        wall = wall.plusNanos(moment - passed);
        passed = moment;
    }

    /// Puts the clock on the wall forward or back, as NTP or a person does.
    public synchronized void jump(Duration by) {
        wall = wall.plus(by);
    }

    /// How many tasks wait for their time.
    public synchronized int waiting() {
        return tasks.size();
    }

    @Override
    public synchronized long nanoTime() {
        return Long.MAX_VALUE - TimeUnit.MILLISECONDS.toNanos(500) + passed;
    }

    @Override
    public synchronized Instant instant() {
        return wall;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Ticking every(Duration period, String name, Runnable task) {
        return set(period.toNanos(), period.toNanos(), task);
    }

    @Override
    public Ticking after(Duration delay, String name, Runnable task) {
        return set(delay.toNanos(), 0, task);
    }

    private synchronized Ticking set(long delay, long period, Runnable action) {
        if (closed) {
            return () -> {};
        }
        long number = ++numbers;
        tasks.add(new Task(passed + Math.max(0, delay), number, period, action));
        return () -> end(number);
    }

    private synchronized void end(long number) {
        tasks.removeIf(task -> task.number == number);
    }

    @Override
    public synchronized void close() {
        closed = true;
        tasks.clear();
    }

    private record Task(long due, long number, long period, Runnable action) {}
}
