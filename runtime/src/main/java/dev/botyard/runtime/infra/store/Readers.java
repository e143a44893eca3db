package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.infra.thread.Threads;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A few threads that read, each with its own connection. Readers see every write that returned.
final class Readers implements Reads {
    private static final Logger log = LoggerFactory.getLogger(Readers.class);
    private static final Ticket<Void> END = new Ticket<>(_ -> null);

    private final LinkedBlockingQueue<Ticket<?>> tickets = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private boolean accepting = true;

    Readers(Database database, int count) throws SQLException {
        var factory = Threads.platform("store-reader");
        List<SqlSession> sessions = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            sessions.add(database.connect());
        }
        for (SqlSession session : sessions) {
            threads.add(factory.newThread(() -> loop(session)));
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    @Override
    public <T> T read(SqlWork<T> work) {
        Ticket<T> ticket = new Ticket<>(work);
        synchronized (this) {
            if (!accepting) {
                throw StoreException.closed();
            }
            tickets.add(ticket);
        }
        return ticket.await();
    }

    @Override
    public void close() {
        synchronized (this) {
            accepting = false;
            threads.forEach(_ -> tickets.add(END));
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop(SqlSession session) {
        try (session) {
            while (true) {
                Ticket<?> ticket;
                try {
                    ticket = tickets.take();
                } catch (InterruptedException _) {
                    continue;
                }
                if (ticket == END) {
                    return;
                }
                try {
                    ticket.run(session);
                    ticket.finish();
                } catch (Exception failure) {
                    ticket.fail(failure);
                }
            }
        } catch (SQLException failure) {
            log.warn("A database connection did not close cleanly: {}", failure.getMessage());
        }
    }
}
