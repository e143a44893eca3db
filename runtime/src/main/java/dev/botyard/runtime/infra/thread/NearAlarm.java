package dev.botyard.runtime.infra.thread;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Virtual threads that sleep for a moment, again and again. Whenever a thread of a [Seat] waits with a limit, Java sets an alarm for it, and wakes
/// the thread that keeps the alarms if none is nearer, although nearly all are taken back long before. With these there is always a nearer
/// one: waiting with a limit of seconds, as every call of a platform does, wakes nobody. One of them looks after the carriers when it is awake.
public final class NearAlarm implements AutoCloseable {
    private static final long PERIOD_NANOS = Duration.ofMillis(200).toNanos();
    /// Java keeps the alarms in as many queues as the largest power of two that is no more than this, and gives threads to them in turn.
    private static final int QUEUES = Math.max(1, Runtime.getRuntime().availableProcessors() / 4);

    private final List<Thread> sleepers = new ArrayList<>();

    private NearAlarm() {}

    /// Begins; until [#close].
    ///
    /// @param look done each time, on no carrier; neither blocks nor throws
    public static NearAlarm set(Runnable look) {
        NearAlarm alarm = new NearAlarm();
        for (int i = 0; i < QUEUES; i++) {
            Thread sleeper = Seat.none().threads("near-alarm").newThread(i == 0 ? () -> sleep(look) : () -> sleep(() -> {}));
            alarm.sleepers.add(sleeper);
            sleeper.start();
        }
        return alarm;
    }

    private static void sleep(Runnable look) {
        while (!Thread.interrupted()) {
            LockSupport.parkNanos(PERIOD_NANOS);
            look.run();
        }
    }

    @Override
    public void close() {
        sleepers.forEach(Thread::interrupt);
    }
}
