package dev.botyard.runtime.infra.store;

import java.util.concurrent.CountDownLatch;

/// Work handed to a database thread; the caller waits for its end.
class Ticket<T> {
    private final SqlWork<T> work;
    private final CountDownLatch done = new CountDownLatch(1);
    private T result;
    private Exception failure;

    Ticket(SqlWork<T> work) {
        this.work = work;
    }

    /// Runs the work without telling the caller yet: a write is only done when it is committed.
    void run(SqlSession session) throws Exception {
        try {
            result = work.run(session);
        } catch (Error serious) {
            // The caller gets it; the database thread must live on for the others.
            throw new StoreException("The database operation ended with " + serious + ".", serious);
        }
    }

    void finish() {
        done.countDown();
    }

    void fail(Exception reason) {
        failure = reason;
        done.countDown();
    }

    /// Waits without giving up on interruption, since the write happens anyway; the interrupt is kept for the caller.
    T await() {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        switch (failure) {
            case null -> {
                return result;
            }
            case StoreException known -> throw new StoreException(known.getMessage(), known);
            case IllegalArgumentException invalid -> throw new IllegalArgumentException(invalid.getMessage(), invalid);
            default -> throw new StoreException(Sentences.of(failure), failure);
        }
    }
}
