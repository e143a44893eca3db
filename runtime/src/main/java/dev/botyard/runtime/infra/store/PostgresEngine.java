package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.infra.thread.Ticker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A database on PostgreSQL, held by one host at a time.
final class PostgresEngine implements Engine {
    private static final Logger log = LoggerFactory.getLogger(PostgresEngine.class);
    /// Hosts that start at once may both make what is missing.
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final StoreServer server;
    private final String home;
    private PostgresPool pool;
    private HostRow host;
    private Retrying retrying;

    /// @param home names the home and its machine
    PostgresEngine(StoreServer server, String home) {
        this.server = server;
        this.home = home;
    }

    @Override
    public void open(Retention retention, Ticker ticker) throws SQLException {
        if (server.readableOnTheWay()) {
            log.warn("the store {} is on another machine and store.url does not ask for TLS: add sslmode=verify-full, or require",
                    server.shown());
        }
        pool = new PostgresPool(server);
        HostRow row = new HostRow(pool, home, ticker);
        try (SqlSession session = PostgresPool.connect(server)) {
            throwIfNoUnicode(session);
            prepare(session, row, ticker);
            retention.apply(session);
        }
        host = row;
        retrying = new Retrying(pool, host, ticker);
        host.start();
    }

    private void throwIfNoUnicode(SqlSession session) throws SQLException {
        String encoding = session.first("show server_encoding", row -> row.getString(1)).orElse("");
        if (!encoding.equals("UTF8")) {
            throw new StoreException("The database " + server.shown() + " keeps texts in " + encoding
                    + ". Make one with 'createdb --encoding UTF8 --template template0'.");
        }
    }

    private void prepare(SqlSession session, HostRow row, Ticker ticker) throws SQLException {
        for (int attempt = 1;; attempt++) {
            try {
                HostRow.make(session);
                row.claim(session);
                Migrations.apply(session, server.shown(), ticker);
                return;
            } catch (SQLException failure) {
                if (attempt == ATTEMPTS || !PostgresFailures.madeByAnother(failure) && !PostgresFailures.collision(failure)) {
                    throw failure;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    @Override
    public Commits commits() {
        return new PostgresCommits(retrying, host);
    }

    @Override
    public Reads reads() {
        return new PooledReads(retrying);
    }

    @Override
    public String opening(Exception failure) {
        return Sentences.opening(server.shown(), failure);
    }

    /// The server looks after its files itself; what can be seen from here is whether every table can be read.
    @Override
    public List<String> damage(SqlSession session) throws SQLException {
        Tables.rows(session);
        return List.of();
    }

    /// Counts the first and only transaction of somebody who writes beside [#commits].
    void count(SqlSession session) throws SQLException {
        host.count(session, 1);
    }

    @Override
    public Optional<String> trouble() {
        return host.trouble();
    }

    @Override
    public void whenLost(Runnable told) {
        host.whenLost(told);
    }

    @Override
    public void close() {
        if (host != null) {
            host.close();
        }
        if (pool != null) {
            pool.close();
        }
    }
}
