package dev.botyard.runtime.infra.thread;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Virtual threads that sleep a second, again and again. Whenever a thread of a [Seat] waits with a limit, Java sets an alarm for it, and wakes
/// the thread that keeps the alarms if none is nearer, although nearly all are taken back long before. With these there is always a nearer
/// one: waiting with a limit of seconds, as every call of a platform does, wakes nobody.
public final class NearAlarm implements AutoCloseable {
    private static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos();
    /// Java keeps the alarms in as many queues as the largest power of two that is no more than this, and gives threads to them in turn.
    private static final int QUEUES = Math.max(1, Runtime.getRuntime().availableProcessors() / 4);

    private final List<Thread> sleepers = new ArrayList<>();

    private NearAlarm() {}

    /// Begins; until [#close].
    public static NearAlarm set() {
        NearAlarm alarm = new NearAlarm();
        for (int i = 0; i < QUEUES; i++) {
            Thread sleeper = Seat.none().threads("near-alarm").newThread(NearAlarm::sleep);
            alarm.sleepers.add(sleeper);
            sleeper.start();
        }
        return alarm;
    }

    private static void sleep() {
        while (!Thread.interrupted()) {
            LockSupport.parkNanos(PERIOD_NANOS);
        }
    }

    @Override
    public void close() {
        sleepers.forEach(Thread::interrupt);
    }
}
