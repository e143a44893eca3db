package dev.botyard.runtime.store;

import dev.botyard.runtime.thread.Threads;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that writes. Whatever queued up while it committed is its next transaction, so the more callers wait,
/// the cheaper each commit is.
final class Writer {
    private static final Logger log = LoggerFactory.getLogger(Writer.class);
    private static final int MAX_TICKETS = 512;
    private static final int MAX_ROWS = 500;
    private static final long ROWS_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final SqlSession session;
    private final LogQueue rows;
    private final Retention retention;
    /// Unbounded on purpose: each waiting caller has one ticket in it, so the callers are the bound.
    private final LinkedBlockingQueue<Ticket<?>> tickets = new LinkedBlockingQueue<>();
    private final Thread thread;
    private boolean accepting = true;
    private volatile boolean rowsDue;
    private volatile boolean closed;
    private long flushed = System.nanoTime();
    private int sinceTrim;

    Writer(SqlSession session, LogQueue rows, Retention retention) {
        this.session = session;
        this.rows = rows;
        this.retention = retention;
        this.thread = Threads.platform("store-writer").newThread(this::loop);
    }

    void start() {
        thread.start();
    }

    <T> T write(SqlWork<T> work) {
        Ticket<T> ticket = new Ticket<>(work);
        synchronized (this) {
            if (!accepting) {
                throw new StoreException("The store is closed: the host is stopping.");
            }
            tickets.add(ticket);
        }
        LockSupport.unpark(thread);
        return ticket.await();
    }

    void append(LogRow row) {
        if (closed) {
            rows.lose(1);
            return;
        }
        if (rows.add(row) >= MAX_ROWS && !rowsDue) {
            rowsDue = true;
            LockSupport.unpark(thread);
        }
    }

    /// Writes the log rows accepted so far.
    void flush() {
        if (rows.size() > 0) {
            write(_ -> {
                writeRows(Integer.MAX_VALUE);
                return null;
            });
        } else {
            write(_ -> null);
        }
    }

    /// Writes what was accepted, then ends.
    void close() {
        synchronized (this) {
            accepting = false;
        }
        closed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        List<Ticket<?>> batch = new ArrayList<>(MAX_TICKETS);
        while (true) {
            tickets.drainTo(batch, MAX_TICKETS);
            long sinceFlush = System.nanoTime() - flushed;
            boolean withRows = rowsDue || sinceFlush >= ROWS_WAIT_NANOS || closed;
            if (!batch.isEmpty() || (withRows && rows.size() > 0)) {
                round(batch, withRows);
                batch.clear();
                continue;
            }
            if (closed && tickets.isEmpty()) {
                return;
            }
            LockSupport.parkNanos(this, withRows ? ROWS_WAIT_NANOS : ROWS_WAIT_NANOS - sinceFlush);
        }
    }

    private void round(List<Ticket<?>> batch, boolean withRows) {
        try {
            commit(() -> {
                for (Ticket<?> ticket : batch) {
                    ticket.run(session);
                }
            });
            batch.forEach(Ticket::finish);
        } catch (Exception failure) {
            if (batch.size() == 1) {
                batch.getFirst().fail(failure);
            } else {
                batch.forEach(this::alone);
            }
        }
        if (withRows) {
            rowsDue = false;
            flushed = System.nanoTime();
            int waiting = rows.size();
            try {
                commit(() -> writeRows(MAX_ROWS));
            } catch (Exception failure) {
                rows.lose(Math.min(MAX_ROWS, waiting));
                log.error("Log rows were lost. {}", Sentences.of(failure));
            }
            rowsDue = rows.size() >= MAX_ROWS;
        }
    }

    /// One caller's bad statement must not fail its neighbours.
    private void alone(Ticket<?> ticket) {
        try {
            commit(() -> ticket.run(session));
            ticket.finish();
        } catch (Exception failure) {
            ticket.fail(failure);
        }
    }

    private void writeRows(int most) throws SQLException {
        List<LogRow> taken = rows.take(most);
        for (LogRow row : taken) {
            session.update(row.sql(), row.values());
        }
        sinceTrim += taken.size();
        if (sinceTrim >= Retention.EVERY) {
            sinceTrim = 0;
            retention.apply(session);
        }
    }

    private void commit(Step step) throws Exception {
        session.execute("begin immediate");
        try {
            step.run();
            session.execute("commit");
        } catch (Exception failure) {
            rollback();
            throw failure;
        }
    }

    /// A full disk may already have ended the transaction.
    private void rollback() {
        try {
            session.execute("rollback");
        } catch (SQLException ended) {
            log.debug("Nothing to roll back: {}", ended.getMessage());
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
