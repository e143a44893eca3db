package dev.botyard.runtime.script.cron;

import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;

/// One schedule in the queue. All but the occupancy is guarded by the scheduler's lock.
final class CronEntry {
    /// The number tells entries of the same time apart. Not to be changed while the entry is queued.
    static final Comparator<CronEntry> BY_TIME = Comparator.comparing((CronEntry entry) -> entry.due.toInstant())
            .thenComparingLong(entry -> entry.number);

    private final long number;
    private final String key;
    private final CronExpression expression;
    private final CronCallback callback;
    private final Occupancy occupancy;
    private ZonedDateTime due;
    private ZonedDateTime last;

    CronEntry(long number, String key, CronExpression expression, CronCallback callback, Occupancy occupancy) {
        this.number = number;
        this.key = key;
        this.expression = expression;
        this.callback = callback;
        this.occupancy = occupancy;
    }

    String key() {
        return key;
    }

    CronExpression expression() {
        return expression;
    }

    CronCallback callback() {
        return callback;
    }

    Occupancy occupancy() {
        return occupancy;
    }

    /// Null if the schedule has no further time.
    ZonedDateTime due() {
        return due;
    }

    /// The latest time that has passed; null for none.
    ZonedDateTime last() {
        return last;
    }

    void passed(ZonedDateTime time) {
        last = time;
    }

    void setDue(ZonedDateTime newDue) {
        due = newDue;
    }

    /// Whether a run of a key is under way. Outlives the replacement of the entry. Thread-safe.
    static final class Occupancy {
        private final AtomicBoolean taken = new AtomicBoolean();

        boolean enter() {
            return taken.compareAndSet(false, true);
        }

        void leave() {
            taken.set(false);
        }
    }
}
