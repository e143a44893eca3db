package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.infra.thread.Ticker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// Does work on PostgreSQL again that failed for no fault of its own: others were quicker, or the connection broke before anything of it was
/// done.
final class Retrying {
    /// For a server that is restarted, or a replica that takes its place, when it was there a moment ago.
    private static final Duration WHILE_THERE = Duration.ofSeconds(5);
    /// When it has been away for a while.
    private static final Duration WHILE_AWAY = Duration.ofSeconds(1);
    private static final int LONGEST_PAUSE_MS = 250;

    private final PostgresPool pool;
    private final HostRow host;
    private final Ticker ticker;

    Retrying(PostgresPool pool, HostRow host, Ticker ticker) {
        this.pool = pool;
        this.host = host;
        this.ticker = ticker;
    }

    /// @throws StoreAway when the server cannot be had
    <T> T with(Attempt<T> work) throws Exception {
        long deadline = ticker.in(host.trouble().isPresent() ? WHILE_AWAY : WHILE_THERE);
        for (int tried = 1;; tried++) {
            try {
                T result = once(work);
                host.reached();
                return result;
            } catch (SQLException failure) {
                boolean away = PostgresFailures.away(failure);
                boolean over = ticker.reached(deadline);
                if (away && over) {
                    host.missed(failure);
                    throw new StoreAway(Sentences.of(failure), failure);
                }
                if (over || !away && !PostgresFailures.collision(failure)) {
                    throw failure;
                }
            }
            // Hosts that have met once would meet again.
            LockSupport.parkNanos(Duration.ofMillis(ThreadLocalRandom.current()
                    .nextInt(1, Math.min(LONGEST_PAUSE_MS, 5 << Math.min(tried, 6)))).toNanos());
        }
    }

    private <T> T once(Attempt<T> work) throws Exception {
        try (SqlSession session = pool.borrow()) {
            try {
                return work.on(session);
            } catch (SQLException failure) {
                if (PostgresFailures.away(failure)) {
                    pool.forget(session);
                }
                throw failure;
            }
        }
    }

    /// May run several times.
    @FunctionalInterface
    interface Attempt<T> {
        T on(SqlSession session) throws Exception;
    }
}
