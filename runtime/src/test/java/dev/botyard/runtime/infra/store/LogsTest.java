package dev.botyard.runtime.infra.store;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.Threads;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class LogsTest {
    @Parameter
    private StoreKind kind;
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");

    @TempDir
    private Path folder;
    private Store store;

    @BeforeEach
    void open() {
        store = kind.open(folder, new Retention(1_000, 3_000, 1_000));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static PushRow push(String id, String account, String code) {
        return new PushRow(0, id, NOON, "run1", "daily.py", "cron", "qq", account, "default", "text", "123", "", code, 1,
                List.of("m1", "m2"),
                "", 1_234, "{\"a\":1}");
    }

    private static MessageRow message(String im, String chat, String text) {
        return new MessageRow(0, im, "bot", chat, "u1", "m", NOON, "in", text);
    }

    private static RunRow run(String id, Optional<Instant> ended, String status) {
        return new RunRow(0, id, "daily.py", "cron", "fake", "", "", "", NOON, ended, status, "", "out", "[]");
    }

    @Test
    void readsPushesBackAsTheyWere() {
        store.pushLog().append(push("p1", "a", "accepted"));
        PushRow read = store.pushLog().query(PushLog.Filter.newest(10)).getFirst();
        assertEquals(push("p1", "a", "accepted"),
                new PushRow(0, read.id(), read.time(), read.run(), read.plugin(), read.trigger(), read.im(),
                        read.account(), read.rule(), read.kind(), read.group(), read.user(), read.code(), read.sent(),
                        read.messageIds(), read.reason(),
                        read.durationMicros(), read.receipt()));
    }

    @Test
    void findsPushesByFilterAndPage() {
        for (int index = 0; index < 10; index++) {
            store.pushLog().append(push("p" + index, index % 2 == 0 ? "even" : "odd", index < 5 ? "accepted" : "rejected"));
        }
        assertEquals(List.of("p9", "p8", "p7"), ids(store.pushLog().query(PushLog.Filter.newest(3))));
        assertEquals(List.of("p9", "p7", "p5"),
                ids(store.pushLog().query(new PushLog.Filter("odd", "qq", "rejected", "", 0, 10))));
        assertEquals(List.of(), store.pushLog().query(new PushLog.Filter("", "web", "", "", 0, 10)));
        long oldest = store.pushLog().query(PushLog.Filter.newest(3)).getLast().number();
        assertEquals(List.of("p6", "p5"), ids(store.pushLog().query(new PushLog.Filter("", "", "", "run1", oldest, 2))));
    }

    @Test
    void writesRowsWithoutBeingAsked() {
        store.pushLog().append(push("p1", "a", "accepted"));
        await().until(() -> store.pendingLogRows() == 0);
        await().until(() -> store.read(session -> session.list("select id from push_log", row -> row.getString(1))).size() == 1);
    }

    @Test
    void completesTheRowOfARun() {
        store.runLog().put(run("r1", Optional.empty(), "running"));
        assertEquals(Optional.empty(), store.runLog().find("r1").orElseThrow().ended());
        store.runLog().put(run("r1", Optional.of(NOON.plusSeconds(1)), "ok"));
        RunRow row = store.runLog().find("r1").orElseThrow();
        assertEquals("ok", row.status());
        assertEquals(Optional.of(NOON.plusSeconds(1)), row.ended());
        assertEquals(1, store.runLog().query(RunLog.Filter.newest(10)).size());
        assertEquals(List.of(), store.runLog().query(new RunLog.Filter("", "failed", "", 0, 10)));
    }

    @Test
    void keepsTheNewestRunsWhenTrimmed() {
        for (int index = 0; index < 20; index++) {
            store.runLog().put(run("r" + index, Optional.of(NOON), "ok"));
        }
        store.flush();
        store.runLog().trim(5);
        assertEquals(List.of("r19", "r18", "r17", "r16", "r15"),
                store.runLog().query(RunLog.Filter.newest(100)).stream().map(RunRow::id).toList());
    }

    @Test
    void keepsLogsWithinTheirLimits() {
        for (int index = 0; index < 2 * Retention.EVERY + 10; index++) {
            store.messageHistory().append(message("qq", "c", "t" + index));
        }
        store.flush();
        long rows = store.read(session -> session.first("select count(*) from message_history", row -> row.getLong(1)))
                .orElseThrow();
        assertTrue(rows <= 1_000 + Retention.EVERY, () -> rows + " rows");
        assertEquals(0, store.droppedLogRows());
    }

    @Test
    void remembersMessagesByChat() {
        store.messageHistory().append(message("qq", "group:1", "one"));
        store.messageHistory().append(message("qq", "group:2", "two"));
        store.messageHistory().append(message("web", "group:1", "three"));
        store.messageHistory().append(message("qq", "group:1", "four"));
        assertEquals(List.of("four", "one"),
                texts(store.messageHistory().query(MessageHistory.Filter.ofChat("qq", "group:1", 10))));
        assertEquals(List.of("four", "two"), texts(store.messageHistory().query(MessageHistory.Filter.ofIm("qq", 2))));
    }

    @Test
    void dropsTheOldestRowsAndCountsThemWhenFull() {
        LogQueue queue = new LogQueue(3);
        for (int index = 0; index < 5; index++) {
            queue.add(new LogRow("row " + index));
        }
        assertEquals(2, queue.dropped());
        assertEquals(List.of("row 2", "row 3", "row 4"), queue.take(10).stream().map(LogRow::sql).toList());
    }

    @Test
    void losesOnlyTheRowThatCannotBeWrittenAndCountsIt() {
        store.pushLog().append(push("p1", "a", "accepted"));
        store.pushLog().append(push("p2", null, "accepted"));
        store.pushLog().append(push("p3", "a", "accepted"));
        assertEquals(List.of("p3", "p1"), ids(store.pushLog().query(PushLog.Filter.newest(10))));
        assertEquals(1, store.droppedLogRows());
    }

    @Test
    void keepsRowsWhenAWriteBesideThemFails() throws Exception {
        List<Future<?>> bad = new ArrayList<>();
        try (var threads = Threads.perTask("test-rows")) {
            for (int index = 0; index < 200; index++) {
                String id = "p" + index;
                bad.add(threads
                        .submit(() -> store.write(session -> session.update("insert into bucket values ('b', ?, null)", id))));
                threads.submit(() -> {
                    store.pushLog().append(push(id, "a", "accepted"));
                    store.flush();
                });
            }
        }
        assertTrue(bad.stream().allMatch(each -> each.state() == Future.State.FAILED));
        assertEquals(200, store.pushLog().query(PushLog.Filter.newest(1_000)).size());
        assertEquals(0, store.droppedLogRows());
    }

    @Test
    void writesAcceptedRowsBeforeItCloses() {
        for (int index = 0; index < 1_500; index++) {
            store.runLog().put(run("r" + index, Optional.of(NOON), "ok"));
        }
        store.close();
        try (Store again = kind.open(folder)) {
            assertEquals("r1499", again.runLog().query(RunLog.Filter.newest(1)).getFirst().id());
            assertEquals(1_500,
                    again.read(session -> session.first("select count(*) from run_log", row -> row.getInt(1))).orElseThrow());
        }
    }

    private static List<String> ids(List<PushRow> rows) {
        return rows.stream().map(PushRow::id).toList();
    }

    private static List<String> texts(List<MessageRow> rows) {
        return rows.stream().map(MessageRow::text).toList();
    }
}
