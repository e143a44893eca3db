package dev.botyard.runtime.infra.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/// Brings a database to the version this host needs. A script's number is its place in the list; a published script never changes.
final class Migrations {
    private static final List<String> SCRIPTS = List.of("0001-first.sql", "0002-waiting-runs.sql", "0003-queued-pushes.sql",
            "0004-waiting-runs-spoken.sql", "0005-kept-payments.sql", "0006-payment-references.sql", "0007-audit.sql",
            "0008-hourly-counts.sql");

    private Migrations() {}

    /// @param place a file, or a database on a server as people know it
    static void apply(SqlSession session, Object place, InstantSource clock) throws SQLException {
        apply(session, place, clock, SCRIPTS.size());
    }

    /// @param last the version to stop at
    static void apply(SqlSession session, Object place, InstantSource clock, int last) throws SQLException {
        session.execute(
                "create table if not exists schema_version (version integer primary key, name text not null, applied text not null)");
        int version = throwIfNewer(session, place);
        session.connection().setAutoCommit(false);
        try {
            for (int next = version + 1; next <= last; next++) {
                String name = SCRIPTS.get(next - 1);
                for (String statement : read(session.dialect(), name).split(";\\s*\\n")) {
                    if (!statement.isBlank()) {
                        session.execute(statement);
                    }
                }
                session.update("insert into schema_version values (?, ?, ?)", next, name, clock.instant().toString());
                session.connection().commit();
            }
        } catch (SQLException | RuntimeException failure) {
            session.connection().rollback();
            throw failure;
        } finally {
            session.connection().setAutoCommit(true);
        }
    }

    /// @return the version of a database
    static int throwIfNewer(SqlSession session, Object place) throws SQLException {
        int version = session.first("select coalesce(max(version), 0) from schema_version", row -> row.getInt(1)).orElse(0);
        if (version > SCRIPTS.size()) {
            throw new StoreException(
                    "The database " + place + " was written by a newer Botyard (version " + version + ", this one knows up to "
                            + SCRIPTS.size() + "). Start the newer Botyard, or put back a backup made by this one.");
        }
        return version;
    }

    private static String read(Dialect dialect, String name) {
        try (InputStream script = Migrations.class.getResourceAsStream(dialect.scripts() + name)) {
            if (script == null) {
                throw new StoreException("The installation is incomplete: store/" + name + " is missing. Install Botyard again.");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new StoreException("The installation is damaged: store/" + name + " cannot be read. Install Botyard again.",
                    unreadable);
        }
    }
}
