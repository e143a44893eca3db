package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.infra.secret.Sha256;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Everything of one database in another, of the same kind or not: read at one moment, written in one transaction, then counted and compared.
public final class StoreCopy {
    private static final int ROWS_AT_ONCE = 500;
    private static final BigInteger ROUND = BigInteger.ONE.shiftLeft(256);

    private StoreCopy() {}

    /// What a table holds.
    ///
    /// @param rows   how many
    /// @param digest of all of them, the same wherever they lie
    private record Content(long rows, BigInteger digest) {}

    /// From PostgreSQL, on which a host may work, into a file that holds nothing yet.
    ///
    /// @return how many rows each table has
    /// @throws StoreException in a sentence
    public static Map<String, Long> toFile(StoreServer server, Path file, InstantSource clock) {
        try (SqlSession from = PostgresPool.connect(server)) {
            int version = begin(from, server);
            Database.createPrivate(file);
            try (SqlSession to = new Database(file).connect()) {
                Migrations.apply(to, file, clock, version);
                return copy(from, to, false, Fence.NONE);
            }
        } catch (SQLException | IOException failure) {
            throw new StoreException(Sentences.opening(server.shown(), failure), failure);
        }
    }

    /// Whether there is a store in a database.
    ///
    /// @throws StoreException in a sentence
    public static boolean holds(StoreServer server) {
        try (SqlSession session = PostgresPool.connect(server)) {
            return Tables.exists(session, "schema_version");
        } catch (SQLException failure) {
            throw new StoreException(Sentences.opening(server.shown(), failure), failure);
        }
    }

    /// As [#toFile], for a store that moves: no host may work on it meanwhile.
    public static Map<String, Long> moveToFile(StoreServer server, Path file, String home, Ticker ticker) {
        if (!holds(server)) {
            throw nothingIn(server);
        }
        PostgresEngine engine = new PostgresEngine(server, home);
        try {
            engine.open(Retention.DEFAULT, ticker);
            return toFile(server, file, ticker);
        } catch (SQLException failure) {
            throw new StoreException(engine.opening(failure), failure);
        } finally {
            engine.close();
        }
    }

    /// From a file into PostgreSQL, on which no host may work.
    ///
    /// @param replace whether what is there is removed; otherwise there must be nothing
    /// @return how many rows each table has
    /// @throws StoreException in a sentence
    public static Map<String, Long> toServer(Path file, StoreServer server, String home, boolean replace, Ticker ticker) {
        PostgresEngine engine = new PostgresEngine(server, home);
        try {
            engine.open(Retention.DEFAULT, ticker);
            try (SqlSession from = new Database(file).connect(); SqlSession to = PostgresPool.connect(server)) {
                Migrations.apply(from, file, ticker);
                throwIfFull(to, server, replace);
                return copy(from, to, replace, engine::count);
            }
        } catch (SQLException failure) {
            throw new StoreException(engine.opening(failure), failure);
        } finally {
            engine.close();
        }
    }

    /// One look at everything, whatever is written meanwhile.
    private static int begin(SqlSession from, StoreServer server) throws SQLException {
        if (!Tables.exists(from, "schema_version")) {
            throw nothingIn(server);
        }
        from.connection().setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        from.connection().setAutoCommit(false);
        return Migrations.throwIfNewer(from, server.shown());
    }

    private static StoreException nothingIn(StoreServer server) {
        return new StoreException("The database " + server.shown() + " holds no store of Botyard.");
    }

    private static void throwIfFull(SqlSession to, StoreServer server, boolean replace) throws SQLException {
        for (String table : Tables.of(to)) {
            if (!replace && to.first("select 1 from " + table + " limit 1", _ -> true).isPresent()) {
                throw new StoreException("The database " + server.shown() + " is not empty: there is something in " + table
                        + ". To remove what it holds, say --replace.");
            }
        }
    }

    private static Map<String, Long> copy(SqlSession from, SqlSession to, boolean replace, Fence fence)
            throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        to.connection().setAutoCommit(false);
        for (String name : Tables.of(from)) {
            Tables.Table table = Tables.Table.of(from, name);
            if (replace) {
                to.update("delete from " + name);
            }
            Content written = write(from, to, table);
            if (!written.equals(content(to, table, null))) {
                throw new StoreException("The copy of the table " + name + " is not what was read. Nothing was changed.");
            }
            rows.put(name, written.rows());
        }
        fence.check(to);
        to.connection().commit();
        return rows;
    }

    private static Content write(SqlSession from, SqlSession to, Tables.Table table) throws SQLException {
        List<LogRow> batch = new ArrayList<>(ROWS_AT_ONCE);
        Content content = content(from, table, values -> {
            batch.add(new LogRow(table.insert(), values));
            if (batch.size() == ROWS_AT_ONCE) {
                to.updateAll(batch);
                batch.clear();
            }
        });
        to.updateAll(batch);
        return content;
    }

    private static Content content(SqlSession session, Tables.Table table, Taken taken) throws SQLException {
        long[] count = {0};
        BigInteger[] sum = {BigInteger.ZERO};
        session.each(table.select(), row -> {
            Object[] values = new Object[table.columns().size()];
            for (int index = 0; index < values.length; index++) {
                values[index] = row.value(index + 1);
            }
            count[0]++;
            sum[0] = sum[0].add(digest(values, table.numbered() ? count[0] : 0)).mod(ROUND);
            if (taken != null) {
                taken.take(values);
            }
            return null;
        });
        return new Content(count[0], sum[0]);
    }

    /// @param place of the row, where the order counts
    private static BigInteger digest(Object[] values, long place) {
        MessageDigest digest = Sha256.start();
        digest.update(Long.toString(place).getBytes(StandardCharsets.UTF_8));
        for (Object value : values) {
            byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
            digest.update((value == null ? "null" : value.getClass().getSimpleName() + bytes.length + ":")
                    .getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return new BigInteger(1, digest.digest());
    }

    /// Asked at the end whether the target is still ours.
    @FunctionalInterface
    private interface Fence {
        Fence NONE = _ -> {};

        void check(SqlSession session) throws SQLException;
    }

    @FunctionalInterface
    private interface Taken {
        void take(Object[] values) throws SQLException;
    }
}
