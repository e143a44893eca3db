package dev.botyard.runtime.script.cron;

import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.infra.thread.Threads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the occurrences of many schedules, each known by a key. Thread-safe.
///
/// An occurrence that comes up to [#GRACE] late still runs. Older ones are skipped and reported, as after a sleep of the machine; of
/// several that are due at once only the last runs. If the clock goes back, a schedule whose next time would have come within that span
/// goes on by the new clock; others do not run again at times that they have had.
public final class CronScheduler implements Service {
    public static final Duration GRACE = Duration.ofSeconds(30);
    /// Missed occurrences of one schedule are counted up to here.
    public static final int MOST_COUNTED = 100;
    private static final Logger log = LoggerFactory.getLogger(CronScheduler.class);
    /// The wait for the next occurrence does not see jumps of the clock, so the clock is looked at this often.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /// Two looks at the clock may differ by a little without anybody having moved it.
    private static final Duration JITTER = Duration.ofMillis(100);

    private final InstantSource clock;
    private final CronListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, CronEntry> entries = new HashMap<>();
    private final TreeSet<CronEntry> queue = new TreeSet<>(CronEntry.BY_TIME);
    private Instant lastSeen = Instant.MIN;
    private long lastNumber;
    private boolean closed;
    private final Thread timer;

    public CronScheduler(InstantSource clock, CronListener listener) {
        this.clock = clock;
        this.listener = listener;
        this.timer = Threads.platform("cron").newThread(this::watch);
    }

    @Override
    public void start() {
        timer.start();
    }

    /// Adds a schedule or replaces the one with the same key. A run of the old one goes on, and the new one waits for it.
    public void schedule(String key, CronExpression expression, CronCallback callback) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the cron scheduler is closed");
            }
            CronEntry old = entries.get(key);
            CronEntry entry = new CronEntry(++lastNumber, key, expression, callback,
                    old == null ? new CronEntry.Occupancy() : old.occupancy());
            entries.put(key, entry);
            dequeue(old);
            enqueue(entry, clock.instant());
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Ends a schedule; a run under way goes on. Tells whether there was one.
    public boolean cancel(String key) {
        lock.lock();
        try {
            CronEntry entry = entries.remove(key);
            dequeue(entry);
            return entry != null;
        } finally {
            lock.unlock();
        }
    }

    /// When the schedule runs next; empty if there is none of this key or its last time has passed.
    public Optional<ZonedDateTime> next(String key) {
        lock.lock();
        try {
            return Optional.ofNullable(entries.get(key)).map(CronEntry::due);
        } finally {
            lock.unlock();
        }
    }

    /// Makes the timer look at the clock at once, for whoever has moved it.
    public void wake() {
        lock.lock();
        try {
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Starts nothing more. Runs under way go on.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            entries.clear();
            queue.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        while (true) {
            fireDue();
            lock.lock();
            try {
                if (closed) {
                    return;
                }
                Duration wait = queue.isEmpty() ? LONGEST_WAIT : Duration.between(clock.instant(), queue.first().due());
                if (wait.isPositive()) {
                    Duration shortest = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
                    changed.await(shortest.toNanos(), TimeUnit.NANOSECONDS);
                }
            } catch (InterruptedException e) {
                return;
            } finally {
                lock.unlock();
            }
        }
    }

    /// Starts what is due by now.
    void fireDue() {
        List<Runnable> actions = new ArrayList<>();
        lock.lock();
        try {
            Instant now = clock.instant();
            if (lastSeen.isAfter(now.plus(JITTER))) {
                Duration back = Duration.between(now, lastSeen);
                queue.clear();
                entries.values().forEach(entry -> enqueue(entry, goesOnFrom(entry, now, back)));
            }
            lastSeen = now;
            while (!queue.isEmpty() && !queue.first().due().toInstant().isAfter(now)) {
                CronEntry entry = queue.pollFirst();
                fire(entry, now, actions);
            }
        } finally {
            lock.unlock();
        }
        // Listeners and callbacks must be free to call back into the scheduler.
        actions.forEach(this::perform);
    }

    /// Waiting until the clock has caught up would be silence for that long; running all of it again would be twice.
    private static Instant goesOnFrom(CronEntry entry, Instant now, Duration back) {
        ZonedDateTime last = entry.last();
        if (last == null || !last.toInstant().isAfter(now)) {
            return now;
        }
        Optional<ZonedDateTime> next = entry.expression().next(last);
        boolean rare = next.isEmpty() || Duration.between(last, next.get()).compareTo(back) > 0;
        return rare ? last.toInstant() : now;
    }

    private void fire(CronEntry entry, Instant now, List<Runnable> actions) {
        ZonedDateTime first = entry.due();
        ZonedDateTime latest = first;
        int passed = 1;
        Optional<ZonedDateTime> next = entry.expression().next(latest);
        while (passed < MOST_COUNTED && next.isPresent() && !next.get().toInstant().isAfter(now)) {
            latest = next.get();
            passed++;
            next = entry.expression().next(latest);
        }
        entry.passed(latest);
        enqueue(entry, latest.toInstant().isAfter(now) ? latest.toInstant() : now);
        boolean punctual = !latest.toInstant().isBefore(now.minus(GRACE));
        int missed = punctual ? passed - 1 : passed;
        if (missed > 0) {
            actions.add(() -> listener.missed(entry.key(), first, missed));
        }
        if (punctual) {
            ZonedDateTime time = latest;
            actions.add(entry.occupancy().enter() ? () -> run(entry, time) : () -> listener.overlapped(entry.key(), time));
        }
    }

    private void run(CronEntry entry, ZonedDateTime time) {
        Threads.startVirtual("cron-" + entry.key(), () -> {
            try {
                entry.callback().run(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                entry.occupancy().leave();
            }
        });
    }

    private void perform(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            log.error("a listener of the cron scheduler failed", e);
        }
    }

    private void dequeue(CronEntry entry) {
        if (entry != null && entry.due() != null) {
            queue.remove(entry);
        }
    }

    private void enqueue(CronEntry entry, Instant after) {
        entry.setDue(entry.expression().next(after.atZone(entry.expression().zone())).orElse(null));
        if (entry.due() != null) {
            queue.add(entry);
        }
    }
}
