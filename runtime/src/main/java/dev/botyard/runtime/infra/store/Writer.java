package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that writes. Whatever queued up while it committed is its next transaction, so the more callers wait,
/// the cheaper each commit is.
final class Writer {
    private static final Logger log = LoggerFactory.getLogger(Writer.class);
    private static final int MAX_TICKETS = 512;
    private static final int MAX_ROWS = 500;
    private static final long ROWS_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Commits commits;
    private final LogQueue rows;
    private final Retention retention;
    private final Ticker ticker;
    /// Unbounded on purpose: each waiting caller has one ticket in it, so the callers are the bound.
    private final LinkedBlockingQueue<Ticket<?>> tickets = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Ticket<Void>> flushes = new LinkedBlockingQueue<>();
    private final Thread thread;
    private boolean accepting = true;
    private volatile boolean rowsDue;
    private volatile boolean closed;
    private volatile boolean asleep;
    private long flushed;
    private int sinceTrim;

    Writer(Commits commits, LogQueue rows, Retention retention, Ticker ticker) {
        this.commits = commits;
        this.rows = rows;
        this.retention = retention;
        this.ticker = ticker;
        this.flushed = ticker.nanoTime();
        this.thread = Threads.platform("store-writer").newThread(this::loop);
    }

    void start() {
        thread.start();
    }

    <T> T write(SqlWork<T> work) {
        Ticket<T> ticket = new Ticket<>(work);
        submit(ticket);
        return ticket.await();
    }

    /// Nobody waits; the caller bounds how many there are.
    <T> void writeSoon(SqlWork<T> work, Consumer<RuntimeException> failed) {
        try {
            submit(new Ticket<T>(work) {
                @Override
                void fail(Exception reason) {
                    failed.accept(Ticket.told(reason));
                }
            });
        } catch (StoreException closing) {
            failed.accept(closing);
        }
    }

    private void submit(Ticket<?> ticket) {
        synchronized (this) {
            if (!accepting) {
                throw StoreException.closed();
            }
            tickets.add(ticket);
        }
        LockSupport.unpark(thread);
    }

    void append(LogRow row) {
        if (closed) {
            rows.lose(1);
            return;
        }
        if (rows.add(row) >= MAX_ROWS && !rowsDue) {
            rowsDue = true;
            LockSupport.unpark(thread);
        } else if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    /// Writes the log rows accepted so far.
    void flush() {
        Ticket<Void> ticket = new Ticket<>(_ -> null);
        synchronized (this) {
            if (!accepting) {
                throw StoreException.closed();
            }
            flushes.add(ticket);
        }
        LockSupport.unpark(thread);
        ticket.await();
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
        List<Ticket<Void>> flushing = new ArrayList<>();
        while (true) {
            boolean last = closed;
            flushes.drainTo(flushing);
            tickets.drainTo(batch, MAX_TICKETS);
            long sinceFlush = ticker.since(flushed);
            boolean withRows = (last || rowsDue || sinceFlush >= ROWS_WAIT_NANOS || !flushing.isEmpty()) && rows.size() > 0;
            if (!batch.isEmpty()) {
                writeTickets(batch);
                batch.clear();
            } else if (!withRows && flushing.isEmpty()) {
                if (last && tickets.isEmpty() && flushes.isEmpty()) {
                    return;
                }
                if (rows.size() > 0) {
                    LockSupport.parkNanos(this, ROWS_WAIT_NANOS - sinceFlush);
                } else {
                    sleep();
                }
            }
            if (withRows) {
                writeRows(flushing.isEmpty() ? MAX_ROWS : rows.size());
            }
            flushing.forEach(Ticket::finish);
            flushing.clear();
        }
    }

    /// Until there is something to do. What the first row brings along is written together with it.
    private void sleep() {
        asleep = true;
        if (rows.size() == 0 && tickets.isEmpty() && flushes.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        asleep = false;
        flushed = ticker.nanoTime();
    }

    private void writeTickets(List<Ticket<?>> batch) {
        try {
            commits.commit(session -> {
                for (Ticket<?> ticket : batch) {
                    ticket.run(session);
                }
            });
            batch.forEach(Ticket::finish);
        } catch (StoreAway away) {
            batch.forEach(ticket -> ticket.fail(away));
        } catch (Exception failure) {
            if (batch.size() == 1) {
                batch.getFirst().fail(failure);
            } else {
                batch.forEach(this::alone);
            }
        }
    }

    /// One caller's bad statement must not fail its neighbours.
    private void alone(Ticket<?> ticket) {
        try {
            commits.commit(ticket::run);
            ticket.finish();
        } catch (Exception failure) {
            ticket.fail(failure);
        }
    }

    private void writeRows(int count) {
        rowsDue = false;
        flushed = ticker.nanoTime();
        for (int left = count; left > 0; left -= MAX_ROWS) {
            List<LogRow> taken = rows.take(Math.min(left, MAX_ROWS));
            try {
                commits.commit(session -> {
                    session.updateAll(taken);
                    HourlyCounts.add(session, taken);
                });
            } catch (StoreAway away) {
                keepOrLose(taken);
                return;
            } catch (Exception failure) {
                log.warn("Log rows are written one by one. {}", Sentences.of(failure));
                taken.forEach(this::writeRow);
            }
            sinceTrim += taken.size();
        }
        if (sinceTrim >= Retention.EVERY) {
            sinceTrim = 0;
            try {
                commits.commit(session -> {
                    retention.apply(session);
                    HourlyCounts.trim(session, ticker.instant());
                });
            } catch (Exception failure) {
                log.warn("Old log rows could not be removed. {}", Sentences.of(failure));
            }
        }
        rowsDue = rows.size() >= MAX_ROWS;
    }

    /// They wait until the store is back, unless nobody will be there then.
    private void keepOrLose(List<LogRow> taken) {
        if (closed) {
            rows.lose(taken.size());
        } else {
            rows.putBack(taken);
        }
    }

    private void writeRow(LogRow row) {
        try {
            commits.commit(session -> {
                session.update(row.sql(), row.values());
                HourlyCounts.add(session, List.of(row));
            });
        } catch (Exception failure) {
            rows.lose(1);
            log.debug("A log row was lost: {}", failure.getMessage());
        }
    }
}
