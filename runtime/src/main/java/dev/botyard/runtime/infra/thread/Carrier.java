package dev.botyard.runtime.infra.thread;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets virtual threads take turns on one thread that belongs to somebody else, an event loop: what that has read is worked on where it was
/// read, and no other thread is woken for it. Thread-safe.
///
/// Whoever computes or blocks there holds up everything else on that thread, so each user has a [Seat], and loses it for a while when it does.
///
/// The owner's thread may be held up: by such a user, or by a lock for which a carried thread waits in front of it, and gets it only if somebody
/// carries that thread. [#look], called now and then, sees it and lets another thread do the work until it is done.
public final class Carrier {
    /// After so many stretches its owner may look at its own work.
    private static final int BATCH = 64;

    private final Executor owner;
    private final Queue<Runnable> ready = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awaited = new AtomicBoolean();
    private final AtomicInteger progress = new AtomicInteger();
    private int seen;

    /// @param owner runs tasks one after the other on its one thread
    public Carrier(Executor owner) {
        this.owner = owner;
    }

    /// A place for threads that belong together, such as those of an account.
    public Seat seat() {
        return new Seat(this);
    }

    /// Runs the task on the thread, behind what waits there. From a carried thread this costs no system call.
    public void execute(Runnable task) {
        ready.add(task);
        if (!awaited.get() && awaited.compareAndSet(false, true)) {
            comeBack();
        }
    }

    private void comeBack() {
        try {
            owner.execute(this::work);
        } catch (RejectedExecutionException ended) {
            // Its owner has ended; the threads are to end too, and need somebody to do so on.
            takeOver();
        }
    }

    private void takeOver() {
        Threads.platform("carrier-rest").newThread(this::work).start();
    }

    /// Helps where nothing was done since it was called before, though there is something to do. Called by one thread.
    public void look() {
        int now = progress.get();
        if (awaited.get() && now == seen) {
            takeOver();
        }
        seen = now;
    }

    private void work() {
        progress.incrementAndGet();
        for (int done = 0; done < BATCH; done++) {
            Runnable next = ready.poll();
            if (next == null) {
                awaited.set(false);
                // Looked at again: somebody may have come between the two.
                if (ready.isEmpty() || !awaited.compareAndSet(false, true)) {
                    return;
                }
            } else {
                next.run();
                progress.incrementAndGet();
            }
        }
        comeBack();
    }
}
