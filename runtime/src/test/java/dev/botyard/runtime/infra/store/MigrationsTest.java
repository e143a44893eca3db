package dev.botyard.runtime.infra.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.TestTicker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A database of every version that ever was becomes one of this version and loses nothing.
class MigrationsTest {
    private static final List<String> SCRIPTS = List.of("0001-first.sql", "0002-waiting-runs.sql", "0003-queued-pushes.sql",
            "0004-waiting-runs-spoken.sql", "0005-kept-payments.sql", "0006-payment-references.sql",
            "0007-audit.sql", "0008-hourly-counts.sql");
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("botyard.db");
    }

    /// As a host of that version left it.
    private void written(int version) throws SQLException, IOException {
        try (SqlSession session = new Database(file).connect()) {
            session.execute(
                    "create table schema_version (version integer primary key, name text not null, applied text not null)");
            for (int number = 1; number <= version; number++) {
                try (InputStream script = Migrations.class.getResourceAsStream("/store/" + SCRIPTS.get(number - 1))) {
                    for (String statement : new String(script.readAllBytes(), StandardCharsets.UTF_8).split(";")) {
                        if (!statement.isBlank()) {
                            session.execute(statement);
                        }
                    }
                }
                session.update("insert into schema_version values (?, ?, ?)", number, SCRIPTS.get(number - 1), NOON.toString());
            }
            session.update("insert into bucket values ('otto', 'k', '茶')");
            if (version >= 2) {
                session.update("insert into waiting_run (id, plugin, account, event, context, since) values"
                        + " ('r1', 'a.py', 'bot', 'e', '{}', ?)", NOON.toEpochMilli());
            }
        }
    }

    private List<String> versions() throws SQLException {
        try (SqlSession session = new Database(file).connect()) {
            return session.list("select version, name from schema_version order by version",
                    row -> row.getInt(1) + " " + row.getString(2));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatAnOlderHostWroteIsTakenOver(int version) throws Exception {
        written(version);
        try (Store store = Store.open(file)) {
            assertEquals("茶", store.buckets().get("otto", "k"));
            assertEquals(version >= 2
                    ? List.of(new WaitingRuns.Entry("r1", "a.py", "bot", "e", "{}", NOON, false))
                    : List.of(), store.waitingRuns().all());
            store.waitingRuns().spoken("r1");
            assertEquals(List.of(), store.queuedPushes().in(QueuedPushes.State.QUEUED));
            assertEquals(List.of(), store.check());
        }
        assertEquals(List.of("1 0001-first.sql", "2 0002-waiting-runs.sql", "3 0003-queued-pushes.sql",
                "4 0004-waiting-runs-spoken.sql", "5 0005-kept-payments.sql", "6 0006-payment-references.sql",
                "7 0007-audit.sql", "8 0008-hourly-counts.sql"),
                versions());
    }

    @Test
    void whatAnOlderHostLoggedIsCounted() throws Exception {
        written(7);
        try (SqlSession session = new Database(file).connect()) {
            run(session, "r1", "ok", NOON.toEpochMilli());
            run(session, "r2", "error", NOON.toEpochMilli());
            run(session, "r3", "running", null);
            push(session, "accepted", 1);
            push(session, "queued", 0);
            push(session, "rejected", 0);
            session.update("insert into message_history (im, account, chat, user, message_id, time, direction, text)"
                    + " values ('qq', 'a', '', 'u', 'm', ?, 'in', 'hello')", NOON.toEpochMilli());
        }
        try (Store store = Store.open(file, Retention.DEFAULT, new TestTicker(NOON))) {
            assertEquals(List.of(new HourlyCounts.Hour(NOON, 1, 2, 1, 1, 1)), store.hourlyCounts().until(NOON, 1));
        }
    }

    private static void run(SqlSession session, String id, String status, Long ended) throws SQLException {
        session.update("insert into run_log (id, plugin, started_by, im, account, chat, user, started, ended, status, error,"
                + " output, calls) values (?, 'a.py', 'cron', '', '', '', '', ?, ?, ?, '', '', '{}')", id, NOON.toEpochMilli(),
                ended, status);
    }

    private static void push(SqlSession session, String code, int sent) throws SQLException {
        session.update("insert into push_log (id, time, run, plugin, started_by, im, account, rule, kind, target_group,"
                + " target_user, code, sent, message_ids, reason, duration_us, receipt)"
                + " values ('p', ?, '', '', 'api', 'qq', 'a', 'default', 'text', '', 'u', ?, ?, '[]', '', 1, '{}')",
                NOON.toEpochMilli(), code, sent);
    }

    @Test
    void aStepThatFailsHalfWayIsUndoneWhole() throws Exception {
        written(2);
        try (SqlSession session = new Database(file).connect()) {
            // The script of version 3 makes its table, and then an index of this name.
            session.execute("create table other (x)");
            session.execute("create index queued_push_state on other (x)");
        }
        String message = assertThrows(StoreException.class, () -> Store.open(file)).getMessage();
        assertTrue(message.startsWith("The database " + file + " cannot be opened: "), message);
        assertEquals(2, versions().size());
        try (SqlSession session = new Database(file).connect()) {
            assertFalse(session.first("select 1 from sqlite_master where name = 'queued_push'", row -> 1).isPresent());
            session.execute("drop table other");
        }
        Store.open(file).close();
        assertEquals(8, versions().size());
    }

    @Test
    void oneThatIsNewerIsLeftAsItIs() throws Exception {
        written(8);
        try (SqlSession session = new Database(file).connect()) {
            session.update("insert into schema_version values (9, '0009-future.sql', '')");
        }
        String message = assertThrows(StoreException.class, () -> Store.open(file)).getMessage();
        assertTrue(message.contains("newer Botyard (version 9, this one knows up to 8)"), message);
        assertEquals(9, versions().size());
    }
}
