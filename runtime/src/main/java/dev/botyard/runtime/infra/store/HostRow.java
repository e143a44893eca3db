package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.infra.thread.Ticker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The row by which one host at a time holds a store on PostgreSQL. It ends by the clock of the database unless its host renews it, and
/// each transaction of the host counts in it, so that one that has lost the store writes nothing more. Thread-safe.
final class HostRow implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HostRow.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration LIFE = Duration.ofSeconds(6);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final String END = "'" + LIFE.toSeconds() + "s'";

    private final PostgresPool pool;
    private final String home;
    private final Ticker ticker;
    private final String process = UUID.randomUUID().toString();
    private Ticker.Ticking renewing = () -> {};
    private volatile String trouble = "";
    private volatile boolean lost;
    private volatile boolean closing;
    private Runnable told = () -> {};

    /// @param home names the home and its machine; a home is held by a lock of its own, so that its next host may follow at once
    HostRow(PostgresPool pool, String home, Ticker ticker) {
        this.pool = pool;
        this.home = home;
        this.ticker = ticker;
    }

    static void make(SqlSession session) throws SQLException {
        session.execute(
                "create table if not exists store_host (slot bigint primary key, process text not null, home text not null,"
                        + " sequence bigint not null, ends timestamptz not null)");
    }

    /// Takes the store. A host that was killed holds it a few seconds longer, which are waited for.
    ///
    /// @throws StoreException when another host works on it
    void claim(SqlSession session) throws SQLException {
        String seen = null;
        long deadline = ticker.in(LIFE.plus(PERIOD));
        while (session.update("insert into store_host (slot, process, home, sequence, ends) values (1, ?, ?, 0,"
                + " current_timestamp + interval " + END + ")"
                + " on conflict (slot) do update set process = excluded.process, home = excluded.home, sequence = 0,"
                + " ends = excluded.ends where store_host.ends <= current_timestamp or store_host.home = excluded.home", process,
                home) == 0) {
            Optional<String[]> holder = session.first("select home, cast(ends as text) from store_host where slot = 1",
                    row -> new String[]{row.getString(1), row.getString(2)});
            if (holder.isPresent() && seen != null && !seen.equals(holder.get()[1]) || ticker.reached(deadline)) {
                throw new StoreException("The store " + pool.server().shown() + " is in use by the host of "
                        + holder.map(found -> found[0]).orElse("another home")
                        + ". One host at a time works on it: stop that one first.");
            }
            seen = holder.map(found -> found[1]).orElse(null);
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    void start() {
        renewing = ticker.everyApart(PERIOD, "store-host", this::renew);
    }

    private void renew() {
        if (lost || closing) {
            return;
        }
        try (SqlSession session = pool.borrow()) {
            if (session.update(
                    "update store_host set ends = current_timestamp + interval " + END + " where slot = 1 and process = ?",
                    process) == 0) {
                lose();
            } else {
                reached();
            }
        } catch (SQLException failure) {
            missed(failure);
        }
    }

    /// The store has answered.
    void reached() {
        if (!trouble.isEmpty() && !lost) {
            trouble = "";
            log.info("the store {} is back", pool.server().shown());
        }
    }

    /// The store has not answered.
    void missed(SQLException failure) {
        if (trouble.isEmpty() && !closing && !lost) {
            trouble = "The store " + pool.server().shown() + " cannot be reached: " + PostgresFailures.meaning(failure);
            log.error("{} Until it is back, what needs it fails.", trouble);
        }
    }

    /// Why it cannot be reached just now; empty while it can.
    Optional<String> trouble() {
        return Optional.of(trouble).filter(sentence -> !sentence.isEmpty());
    }

    /// @param next runs once when another host has taken the store
    synchronized void whenLost(Runnable next) {
        told = next;
    }

    private synchronized void lose() {
        if (!lost && !closing) {
            lost = true;
            trouble = "Another host has taken the store " + pool.server().shown() + ".";
            log.error("{} This host stops.", trouble);
            told.run();
        }
    }

    /// Counts a transaction, the last thing before its commit.
    ///
    /// @throws StoreException when the store belongs to another host by now
    void count(SqlSession session, long next) throws SQLException {
        if (session.update("update store_host set sequence = ? where slot = 1 and process = ? and sequence = ?", next, process,
                next - 1) == 0) {
            lose();
            throw new StoreException(
                    "Another host has taken the store " + pool.server().shown() + ". Nothing was written.");
        }
    }

    /// How many transactions this host has committed; waits for one that is still on its way.
    long counted(SqlSession session) throws SQLException {
        Optional<Long> counted = session.first("select sequence from store_host where slot = 1 and process = ? for update",
                row -> row.getLong(1), process);
        if (counted.isEmpty()) {
            lose();
            throw new StoreException("Another host has taken the store " + pool.server().shown()
                    + ". Whether the last change was written cannot be told.");
        }
        return counted.get();
    }

    /// Gives the store back.
    @Override
    public void close() {
        closing = true;
        renewing.close();
        try (SqlSession session = pool.borrow()) {
            session.update("delete from store_host where slot = 1 and process = ?", process);
        } catch (SQLException failure) {
            log.warn("The store {} could not be given back; the next host waits a few seconds: {}", pool.server().shown(),
                    PostgresFailures.meaning(failure));
        }
    }
}
