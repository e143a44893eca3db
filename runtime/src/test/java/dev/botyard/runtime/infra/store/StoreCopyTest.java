package dev.botyard.runtime.infra.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.Ticker;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCopyTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    private Path folder;

    private StoreServer server() {
        return TestPostgres.shared().schema(folder);
    }

    /// Something in every table.
    private static void fill(Store store) {
        for (int index = 0; index < 1_200; index++) {
            store.messageHistory().append(
                    new MessageRow(0, "qq", "bot", "g", "u" + index, "m", NOON.plusMillis(index), "in", "text " + index));
        }
        store.buckets().importFrom(new java.io.ByteArrayInputStream(IntStream.range(0, 1_100)
                .mapToObj(index -> "{\"bucket\": \"otto\", \"key\": \"k" + index + "\", \"value\": \"茶\\u0000" + index + "\"}\n")
                .reduce("", String::concat).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        store.keyValues("bot").put("cursor", "7");
        store.hostState().machineId();
        store.cronEntries().put(new CronEntries.Entry("c", "a.py", "{}"));
        store.idempotency().claim("done", "f", NOON);
        store.idempotency().complete("done", "{}");
        store.idempotency().claim("open", "f", NOON);
        store.pushLog().append(new PushRow(0, "p", NOON, "r", "a.py", "message", "qq", "bot", "current", "text", "g", "u",
                "accepted", 1, List.of("1"), "", 12, "{}"));
        store.runLog().put(new RunRow(0, "r", "a.py", "message", "qq", "bot", "g", "u", NOON, Optional.empty(), "running", "", "",
                "{}"));
        store.auditLog().append(new AuditLog.Row(0, NOON, "admin", "admin", "POST", "/push", 200, "token"));
        store.waitingRuns().put(List.of(new WaitingRuns.Waiting(new WaitingRuns.Entry("r", "a.py", "bot", "e", "{}", NOON, true),
                new WaitingRuns.State() {
                    @Override
                    public boolean over() {
                        return false;
                    }

                    @Override
                    public boolean spoken() {
                        return true;
                    }
                })));
        for (String id : List.of("z", "a", "m")) {
            store.queuedPushes()
                    .put(new QueuedPushes.Entry(id, "lane", QueuedPushes.State.QUEUED, "", true, 0, "", "", "{}", NOON,
                            NOON, NOON));
        }
        store.keptPayments().put(new KeptPayments.Entry("pay", KeptPayments.State.ASSIGNED, "wx", "bot", "qq", "1", "{}", NOON,
                "ref"));
        store.flush();
    }

    /// All that a store holds, in its order.
    private static Map<String, List<String>> everything(Store store) {
        return store.read(session -> {
            Map<String, List<String>> tables = new TreeMap<>();
            for (String name : Tables.of(session)) {
                Tables.Table table = Tables.Table.of(session, name);
                tables.put(name, session.list(table.numbered() ? table.select() : table.select() + " order by 1, 2", row -> {
                    StringBuilder line = new StringBuilder();
                    for (int column = 1; column <= table.columns().size(); column++) {
                        line.append(table.columns().get(column - 1)).append('=').append(row.value(column)).append('|');
                    }
                    return line.toString();
                }));
            }
            return tables;
        });
    }

    @Test
    void thereAndBackEverythingIsAsItWas() {
        Path file = folder.resolve("botyard.db");
        Map<String, List<String>> before;
        try (Store store = Store.open(file)) {
            fill(store);
            before = everything(store);
        }
        assertTrue(before.values().stream().noneMatch(List::isEmpty), () -> "a table without rows proves nothing: " + before);
        Map<String, Long> there = StoreCopy.toServer(file, server(), "here", false, Ticker.system());
        assertEquals(before.keySet(), there.keySet());
        before.forEach((table, rows) -> assertEquals(rows.size(), there.get(table), table));
        try (Store store = Store.open(server(), "here", Retention.DEFAULT, Ticker.system())) {
            assertEquals(before, everything(store));
            // The numbers go on behind those that came along.
            store.queuedPushes().put(new QueuedPushes.Entry("last", "lane", QueuedPushes.State.QUEUED, "", true, 0, "", "", "{}",
                    NOON, NOON, NOON));
            assertEquals(List.of("z", "a", "m", "last"), store.queuedPushes().in(QueuedPushes.State.QUEUED).stream()
                    .map(QueuedPushes.Entry::id).toList());
            store.queuedPushes().remove("last");
        }
        Path back = folder.resolve("back.db");
        assertEquals(there, StoreCopy.toFile(server(), back, Ticker.system()));
        try (Store store = Store.open(back)) {
            assertEquals(before, everything(store));
            assertEquals(List.of(), store.check());
        }
    }

    @Test
    void whatIsThereIsReplacedOnlyWhenThatIsSaid() {
        Path file = folder.resolve("botyard.db");
        try (Store store = Store.open(file)) {
            store.buckets().set("b", "k", "new");
        }
        try (Store store = Store.open(server(), "here", Retention.DEFAULT, Ticker.system())) {
            store.buckets().set("b", "old", "old");
        }
        String refused = assertThrows(StoreException.class,
                () -> StoreCopy.toServer(file, server(), "here", false, Ticker.system())).getMessage();
        assertTrue(refused.endsWith("is not empty: there is something in bucket. To remove what it holds, say --replace."),
                refused);
        StoreCopy.toServer(file, server(), "here", true, Ticker.system());
        try (Store store = Store.open(server(), "here", Retention.DEFAULT, Ticker.system())) {
            assertEquals(Map.of("k", "new"), store.buckets().all("b"));
        }
    }

    @Test
    void aStoreOnWhichAHostWorksIsNotWrittenOver() {
        Path file = folder.resolve("botyard.db");
        Store.open(file).close();
        try (Store running = Store.open(server(), "/home/a on one", Retention.DEFAULT, Ticker.system())) {
            running.buckets().set("b", "k", "v");
            String refused = assertThrows(StoreException.class,
                    () -> StoreCopy.toServer(file, server(), "/home/b on two", true, Ticker.system())).getMessage();
            assertTrue(refused.contains("is in use by the host of /home/a on one"), refused);
            assertEquals("v", running.buckets().get("b", "k"));
        }
    }

    @Test
    void aDatabaseWithoutAStoreIsNoSource() throws SQLException {
        TestPostgres.shared().execute("create schema if not exists nothing_here");
        StoreServer empty = StoreServer.of(TestPostgres.shared().url() + "?currentSchema=nothing_here", TestPostgres.USER,
                TestPostgres.PASSWORD);
        assertTrue(assertThrows(StoreException.class, () -> StoreCopy.toFile(empty, folder.resolve("x.db"), Ticker.system()))
                .getMessage().endsWith("holds no store of Botyard."));
    }
}
