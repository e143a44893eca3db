package dev.botyard.runtime.infra.store;

import java.sql.SQLException;
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
    void run(SqlSession session) throws SQLException {
        result = run(work, session);
    }

    static <T> T run(SqlWork<T> work, SqlSession session) throws SQLException {
        try {
            return work.run(session);
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
        if (failure != null) {
            throw told(failure);
        }
        return result;
    }

    /// A failure as the caller hears it, with the caller's own trace.
    static RuntimeException told(Exception failure) {
        return switch (failure) {
            case StoreException known -> new StoreException(known.getMessage(), known);
            case IllegalArgumentException invalid -> new IllegalArgumentException(invalid.getMessage(), invalid);
            default -> new StoreException(Sentences.of(failure), failure);
        };
    }
}
