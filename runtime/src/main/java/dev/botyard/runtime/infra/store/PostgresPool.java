package dev.botyard.runtime.infra.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.botyard.runtime.infra.thread.Threads;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/// Connections to the primary of PostgreSQL. Nothing of the driver is loaded before one is made. Thread-safe.
final class PostgresPool implements AutoCloseable {
    /// The writer, the renewing of the host's row, and so many readers at once as make sense on one server.
    private static final int CONNECTIONS = 10;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /// A server that says nothing for so long is gone.
    private static final Duration SILENCE = Duration.ofSeconds(15);
    /// How long one waits for a free connection, or for the server to come back.
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final StoreServer server;
    private final HikariDataSource pool;

    /// Asks the server nothing yet.
    PostgresPool(StoreServer server) {
        this.server = server;
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        config.setDataSource(source(server, SILENCE));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT.toMillis());
        config.setValidationTimeout(WAIT.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setThreadFactory(Threads.platform("store-pool"));
        this.pool = new HikariDataSource(config);
    }

    StoreServer server() {
        return server;
    }

    /// What the address says itself holds.
    private static PGSimpleDataSource source(StoreServer server, Duration silence) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setApplicationName("botyard");
        source.setTargetServerType("primary");
        source.setConnectTimeout((int) CONNECT.toSeconds());
        source.setSocketTimeout((int) silence.toSeconds());
        source.setTcpKeepAlive(true);
        // It repeats the row, which is what people wrote.
        source.setLogServerErrorDetail(false);
        source.setUrl(server.url());
        if (!server.user().isEmpty()) {
            source.setUser(server.user());
        }
        if (!server.password().isEmpty()) {
            source.setPassword(server.password());
        }
        return source;
    }

    /// One of the pool; closing it gives it back. Each statement is a transaction.
    SqlSession borrow() throws SQLException {
        return new SqlSession(pool.getConnection(), Dialect.POSTGRESQL);
    }

    /// It is not used any more once it is given back.
    void forget(SqlSession session) {
        pool.evictConnection(session.connection());
    }

    /// A connection of its own beside any pool, for what may take long. It fails at once when the server cannot be had.
    static SqlSession connect(StoreServer server) throws SQLException {
        return new SqlSession(source(server, Duration.ZERO).getConnection(), Dialect.POSTGRESQL);
    }

    @Override
    public void close() {
        pool.close();
    }
}
