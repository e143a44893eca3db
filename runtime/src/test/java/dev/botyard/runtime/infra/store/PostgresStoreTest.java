package dev.botyard.runtime.infra.store;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a store on PostgreSQL meets that a file does not: a server that goes away, others who use it, and its own way with texts.
class PostgresStoreTest {
    @TempDir
    private Path folder;

    private static Store open(StoreServer server, String home) {
        return Store.open(server, home, Retention.DEFAULT, Ticker.system());
    }

    private static String refused(StoreServer server) {
        return assertThrows(StoreException.class, () -> open(server, "here").close()).getMessage();
    }

    @Test
    void everyTextComesBackAsItWas() {
        try (Store store = StoreKind.POSTGRESQL.open(folder)) {
            for (String text : List.of("a\0b", "\uffff", "\uffff0", "\0\uffff1", "茶 🍵", "' \\ \" ; --", "%_")) {
                store.buckets().set("odd", text, text);
                assertEquals(text, store.buckets().get("odd", text));
                assertEquals(List.of(text), store.buckets().keys("odd", text));
            }
            assertEquals(7, store.buckets().all("odd").size());
        }
    }

    @Test
    void whatIsWrongWithTheAddressIsASentence() throws Exception {
        TestPostgres server = TestPostgres.shared();
        String wrong = refused(StoreServer.of(server.url(), TestPostgres.USER, "nonsense"));
        assertTrue(wrong.startsWith("The database postgres on 127.0.0.1:" + server.port()
                + " cannot be opened: the server does not let this user in; check store.user, store.password"), wrong);
        assertFalse(wrong.contains("nonsense"), wrong);
        String missing = refused(
                StoreServer.of(server.url().replace("/postgres", "/nowhere"), TestPostgres.USER, TestPostgres.PASSWORD));
        assertTrue(missing.contains("there is no such database on the server; make it there with 'createdb'"), missing);
        String plain = refused(StoreServer.of(server.url() + "?sslmode=require", TestPostgres.USER, TestPostgres.PASSWORD));
        assertTrue(plain.contains("TLS with the server failed; check sslmode and sslrootcert in store.url"), plain);
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        String silent = refused(StoreServer.of("postgresql://127.0.0.1:" + nobody + "/x", "u", "p"));
        assertTrue(silent.contains("the server does not answer"), silent);
    }

    @Test
    void aDatabaseThatCanOnlyBeReadIsNoStore() throws Exception {
        TestPostgres server = TestPostgres.shared();
        server.execute("create database frozen", "alter database frozen set default_transaction_read_only = on");
        String refused = refused(
                StoreServer.of(server.url().replace("/postgres", "/frozen"), TestPostgres.USER, TestPostgres.PASSWORD));
        assertTrue(refused.contains("none of its servers is a primary that can be reached"), refused);
    }

    @Test
    void aDatabaseOfAnotherEncodingIsRefused() throws Exception {
        TestPostgres server = TestPostgres.shared();
        server.execute("create database ascii encoding 'SQL_ASCII' template template0");
        String refused = refused(
                StoreServer.of(server.url().replace("/postgres", "/ascii"), TestPostgres.USER, TestPostgres.PASSWORD));
        assertTrue(refused.contains("keeps texts in SQL_ASCII"), refused);
    }

    @Test
    void theSecondServerOfTheAddressIsTakenWhenTheFirstIsGone() {
        StoreServer schema = TestPostgres.shared().schema(folder);
        StoreServer two = StoreServer.of(schema.url().replace("//127.0.0.1:", "//127.0.0.1:1,127.0.0.1:"), TestPostgres.USER,
                TestPostgres.PASSWORD);
        try (Store store = open(two, "here")) {
            store.hostState().put("a", "b");
            assertEquals("b", store.hostState().get("a").orElseThrow());
        }
    }

    @Test
    void oneHostAtATimeWorksOnIt() {
        StoreServer server = TestPostgres.shared().schema(folder);
        try (Store first = open(server, "/home/a on one")) {
            String refused = assertThrows(StoreException.class, () -> open(server, "/home/b on two").close()).getMessage();
            assertEquals(
                    "The store " + server.shown() + " is in use by the host of /home/a on one. One host at a time works on it:"
                            + " stop that one first.",
                    refused);
            first.hostState().put("still", "mine");
        }
        try (Store second = open(server, "/home/b on two")) {
            assertEquals("mine", second.hostState().get("still").orElseThrow());
        }
    }

    @Test
    void whoHasLostItWritesNothingMoreAndHearsOfIt() throws Exception {
        StoreServer server = TestPostgres.shared().schema(folder);
        CountDownLatch lost = new CountDownLatch(1);
        try (Store first = open(server, "/home/a on one")) {
            first.whenLost(lost::countDown);
            first.hostState().put("k", "first");
            // A home is held by its lock, so that its next host need not wait.
            try (Store second = open(server, "/home/a on one")) {
                String refused = assertThrows(StoreException.class, () -> first.hostState().put("k", "late")).getMessage();
                assertEquals("Another host has taken the store " + server.shown() + ". Nothing was written.", refused);
                lost.await();
                assertTrue(first.trouble().isPresent());
                assertEquals("first", second.hostState().get("k").orElseThrow());
            }
        }
    }

    @RepeatedTest(3)
    void hostsThatStartAtOnceMakeTheTablesOnce() throws Exception {
        StoreServer server = TestPostgres.shared().schema(folder);
        AtomicInteger opened = new AtomicInteger();
        Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        try (var starting = Threads.perTask("start")) {
            for (int index = 0; index < 4; index++) {
                starting.submit(() -> {
                    try (Store store = open(server, "/home/same")) {
                        opened.incrementAndGet();
                    } catch (StoreException failure) {
                        failures.add(failure);
                    }
                });
            }
        }
        assertEquals(List.of(), List.copyOf(failures));
        assertEquals(4, opened.get());
    }

    /// What was confirmed is there exactly once, whatever the server did meanwhile.
    @Test
    void aServerThatIsRestartedLosesNothingThatWasConfirmed() throws Exception {
        try (TestPostgres server = TestPostgres.own(); Store store = open(server.schema(folder), "here")) {
            Map<String, Boolean> confirmed = new ConcurrentHashMap<>();
            AtomicInteger next = new AtomicInteger();
            CountDownLatch enough = new CountDownLatch(1);
            try (var writers = Threads.perTask("writers")) {
                for (int index = 0; index < 4; index++) {
                    writers.submit(() -> {
                        while (enough.getCount() > 0) {
                            String id = "p" + next.incrementAndGet();
                            try {
                                store.queuedPushes()
                                        .put(new QueuedPushes.Entry(id, "lane", QueuedPushes.State.QUEUED, "", false, 0,
                                                "", "", "{}", Instant.EPOCH, Instant.EPOCH, Instant.EPOCH));
                                confirmed.put(id, true);
                            } catch (StoreException _) {
                                // Not confirmed, and so not counted.
                            }
                        }
                    });
                }
                for (String signal : List.of("INT", "QUIT", "INT")) {
                    int before = confirmed.size();
                    await().until(() -> confirmed.size() > before + 20);
                    server.stop(signal);
                    server.run();
                }
                int before = confirmed.size();
                await().until(() -> confirmed.size() > before + 20);
                enough.countDown();
            }
            List<String> kept = store.queuedPushes().in(QueuedPushes.State.QUEUED).stream().map(QueuedPushes.Entry::id).toList();
            assertTrue(kept.containsAll(confirmed.keySet()));
            assertEquals(kept.size(), Map.copyOf(confirmed).size() + (int) kept.stream().filter(id -> !confirmed.containsKey(id))
                    .count());
            await().until(() -> store.trouble().isEmpty());
        }
    }

    @Test
    void whileTheServerIsAwayTheSentenceIsSaidAndLogRowsWait() throws Exception {
        try (TestPostgres server = TestPostgres.own(); Store store = open(server.schema(folder), "here")) {
            store.buckets().set("b", "k", "v");
            server.stop("INT");
            String said = assertThrows(StoreException.class, () -> store.buckets().set("b", "k", "w")).getMessage();
            assertTrue(said.contains("the server does not answer"), said);
            String read = assertThrows(StoreException.class, () -> store.buckets().get("b", "k")).getMessage();
            assertTrue(read.contains("the server does not answer"), read);
            assertTrue(store.trouble().orElseThrow().startsWith("The store postgres on 127.0.0.1:"), store.trouble()::toString);
            store.messageHistory().append(new MessageRow(0, "qq", "bot", "g", "u", "m", Instant.EPOCH, "in", "while away"));
            server.run();
            await().until(() -> store.trouble().isEmpty());
            assertEquals("v", store.buckets().get("b", "k"));
            assertEquals("while away",
                    store.messageHistory().query(MessageHistory.Filter.ofChat("qq", "g", 1)).getFirst().text());
            assertEquals(0, store.droppedLogRows());
        }
    }

    /// The server commits and its answer gets lost: the worst moment.
    @Test
    void aCommitWithoutAnAnswerIsNotDoneAgain() throws Exception {
        StoreServer server = TestPostgres.shared().schema(folder);
        try (CutWire wire = new CutWire(TestPostgres.shared().port());
                Store store = open(StoreServer.of(server.url().replace(":" + TestPostgres.shared().port(), ":" + wire.port()),
                        TestPostgres.USER, TestPostgres.PASSWORD), "here")) {
            store.buckets().set("b", "n", "0");
            for (int round = 1; round <= 5; round++) {
                AtomicInteger tried = new AtomicInteger();
                int written = store.write(session -> {
                    if (tried.incrementAndGet() == 1) {
                        session.execute("select '" + CutWire.MARK + "'");
                    }
                    return session.update("update bucket set value = cast(cast(value as integer) + 1 as text)"
                            + " where name = 'b' and key = 'n'");
                });
                assertEquals(1, written);
                assertEquals(1, tried.get());
                assertEquals(round, wire.swallowed());
                assertEquals("" + round, store.buckets().get("b", "n"));
            }
        }
    }

    /// The connection breaks before the commit.
    @Test
    void whatWasNotCommittedIsDoneAgain() throws Exception {
        StoreServer server = TestPostgres.shared().schema(folder);
        try (CutWire wire = new CutWire(TestPostgres.shared().port());
                Store store = open(StoreServer.of(server.url().replace(":" + TestPostgres.shared().port(), ":" + wire.port()),
                        TestPostgres.USER, TestPostgres.PASSWORD), "here")) {
            AtomicInteger tried = new AtomicInteger();
            store.write(session -> {
                session.update("insert into bucket values ('b', 'k', 'v')");
                if (tried.incrementAndGet() == 1) {
                    wire.cutAll();
                }
                return null;
            });
            assertEquals(2, tried.get());
            assertEquals("v", store.buckets().get("b", "k"));
        }
    }

    @Test
    void aCollisionIsTriedAgain() throws Exception {
        StoreServer server = TestPostgres.shared().schema(folder);
        try (Store store = open(server, "here")) {
            AtomicInteger tried = new AtomicInteger();
            store.write(session -> {
                session.update("insert into bucket values ('b', 'k', 'v')");
                if (tried.incrementAndGet() < 3) {
                    throw new SQLException("could not serialize access", "40001");
                }
                return null;
            });
            assertEquals(3, tried.get());
            assertEquals("v", store.buckets().get("b", "k"));
        }
    }

    @Test
    void aCopyWhileTheHostWorksIsAStoreOfItsOwn() throws IOException {
        try (Store store = StoreKind.POSTGRESQL.open(folder)) {
            store.buckets().set("b", "k", "a\0茶");
            Path copy = folder.resolve("copy.db");
            StoreCopy.toFile(TestPostgres.shared().schema(folder), copy, Ticker.system());
            store.buckets().set("b", "k", "later");
            assertEquals(1L, DatabaseCopy.check(copy).get("bucket"));
            try (Store restored = Store.open(copy)) {
                assertEquals("a\0茶", restored.buckets().get("b", "k"));
                assertEquals(List.of(), restored.check());
            }
            assertEquals(List.of(), store.check());
        }
    }
}
