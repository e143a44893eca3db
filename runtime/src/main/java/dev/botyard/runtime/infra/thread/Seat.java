package dev.botyard.runtime.infra.thread;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A place on a [Carrier] for virtual threads that belong together, and for those that they start. Thread-safe.
///
/// Who has held the carrier for [#LONG] runs on Java's own scheduler for a while, twice as long each time, as everybody does that has not been
/// [seated][#sit].
public final class Seat implements Executor {
    private static final Logger log = LoggerFactory.getLogger(Seat.class);
    /// Much more than a message takes, and than a busy machine takes a processor away for; less than people notice.
    static final long LONG_NANOS = Duration.ofMillis(50).toNanos();
    private static final long FIRST_PAUSE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofHours(1).toNanos();

    private final Carrier carrier;
    private volatile boolean seated;
    private volatile boolean pausing;
    private volatile long pausesUntil;
    private volatile long pause = FIRST_PAUSE_NANOS;

    Seat(Carrier carrier) {
        this.carrier = carrier;
    }

    /// Nobody's: its threads run on Java's own scheduler, as long as they live.
    public static Seat none() {
        return new Seat(null);
    }

    /// Threads run on the carrier from now on.
    public Seat sit() {
        seated = carrier != null;
        return this;
    }

    /// Threads run on Java's own scheduler from now on.
    public void rise() {
        seated = false;
    }

    /// A factory of threads of this seat that all carry `name`. What a task throws is logged with the thread's name.
    public ThreadFactory threads(String name) {
        return Threads.named(Schedulers.selectable() ? Schedulers.on(this) : Schedulers.onTheUsual(), name);
    }

    /// Runs a stretch of a thread of this seat; for the threads themselves.
    @Override
    public void execute(Runnable stretch) {
        if (carried()) {
            carrier.execute(() -> watched(stretch));
        } else {
            Schedulers.usual().execute(stretch);
        }
    }

    private boolean carried() {
        return seated && !(pausing && pauses());
    }

    private boolean pauses() {
        pausing = System.nanoTime() - pausesUntil < 0;
        return pausing;
    }

    private void watched(Runnable stretch) {
        if (!carried()) {
            // It was given here before the stretch that has cost the seat was over.
            Schedulers.usual().execute(stretch);
            return;
        }
        long began = System.nanoTime();
        stretch.run();
        long took = System.nanoTime() - began;
        if (took > LONG_NANOS) {
            log.debug("something held a carrier for {} ms, and runs apart from it for {} s", took / 1_000_000,
                    pause / 1_000_000_000);
            pausesUntil = System.nanoTime() + pause;
            pausing = true;
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
    }
}
