package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.infra.thread.Ticker;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Interrupts sends that an adapter does not end by itself after their deadline, so that a broken adapter cannot hold a caller for ever.
/// Registering costs two map operations; [#sweep] is called by a timer.
final class SendWatch {
    private final Set<Watched> sends = ConcurrentHashMap.newKeySet();
    private final Ticker ticker;

    SendWatch(Ticker ticker) {
        this.ticker = ticker;
    }

    Watched begin(long deadlineNanos) {
        Watched watched = new Watched(Thread.currentThread(), deadlineNanos);
        sends.add(watched);
        return watched;
    }

    void end(Watched watched) {
        sends.remove(watched);
        watched.finish();
    }

    void sweep() {
        long now = ticker.nanoTime();
        for (Watched watched : sends) {
            if (now - watched.deadline > 0) {
                watched.interrupt();
            }
        }
    }

    static final class Watched {
        private final Thread thread;
        private final long deadline;
        private boolean finished;
        private boolean interrupted;

        private Watched(Thread thread, long deadline) {
            this.thread = thread;
            this.deadline = deadline;
        }

        private synchronized void interrupt() {
            if (!finished && !interrupted) {
                interrupted = true;
                thread.interrupt();
            }
        }

        private synchronized void finish() {
            finished = true;
            if (interrupted) {
                Thread.interrupted();
            }
        }

        synchronized boolean interrupted() {
            return interrupted;
        }
    }
}
