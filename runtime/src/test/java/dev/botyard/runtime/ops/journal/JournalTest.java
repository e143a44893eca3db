package dev.botyard.runtime.ops.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.infra.store.PushLog;
import dev.botyard.runtime.infra.store.PushRow;
import dev.botyard.runtime.infra.store.RunRow;
import dev.botyard.runtime.infra.thread.TestTicker;
import dev.botyard.runtime.message.outbound.Origin;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.ops.PlayedParts;
import dev.botyard.runtime.ops.metrics.HostMetrics;
import dev.botyard.runtime.script.plugin.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    private Path folder;
    private PlayedParts parts;
    private HostMetrics metrics;
    private LiveEvents live;
    private Journal journal;
    private final TestTicker ticker = new TestTicker();

    @BeforeEach
    void open() {
        parts = new PlayedParts(folder);
        metrics = new HostMetrics(parts.registry, parts.dispatcher, parts.pipeline, parts.waiters, parts.runner);
        live = new LiveEvents();
        journal = new Journal(parts.store.pushLog(), parts.store.runLog(), live, parts.registry, metrics, ticker);
    }

    @AfterEach
    void close() throws Exception {
        live.close();
        parts.close();
    }

    private Origin origin() {
        return new Origin(Trigger.CRON, "", "", "r-1", "daily.py", folder);
    }

    private List<PushRow> pushes() {
        return parts.store.pushLog().query(PushLog.Filter.newest(10));
    }

    private String counted() {
        return new String(metrics.text(), StandardCharsets.UTF_8);
    }

    @Test
    void aPushIsWrittenDownWithWhoAskedForIt() {
        journal.sent(origin(), false, PlayedParts.receipt(ReceiptCode.ACCEPTED, "qq", "a"));
        PushRow row = pushes().getFirst();
        assertEquals("p-1 accepted qq a r-1 daily.py cron",
                String.join(" ", row.id(), row.code(), row.im(), row.account(), row.run(), row.plugin(), row.trigger()));
    }

    /// Those that were sent stand in their run.
    @Test
    void onlyAReplyThatFailedIsWrittenDown() {
        journal.sent(origin(), true, PlayedParts.receipt(ReceiptCode.ACCEPTED, "qq", "a"));
        assertEquals(List.of(), pushes());
        journal.sent(origin(), true, PlayedParts.receipt(ReceiptCode.REJECTED, "qq", "a"));
        assertEquals(List.of("rejected"), pushes().stream().map(PushRow::code).toList());
        assertTrue(counted().contains("botyard_replies_total{code=\"accepted\",im=\"qq\",kind=\"text\"} 1.0"), counted());
    }

    @Test
    void anImThatNobodyHasIsCountedAsAnother() throws Exception {
        parts.accounts("a", "web");
        journal.sent(origin(), false, PlayedParts.receipt(ReceiptCode.NO_ACCOUNT, "telegram", ""));
        journal.sent(origin(), false, PlayedParts.receipt(ReceiptCode.NO_ACCOUNT, "web", ""));
        assertTrue(counted().contains("im=\"other\"") && counted().contains("im=\"web\""), counted());
        assertFalse(counted().contains("telegram"), counted());
    }

    @Test
    void aRunIsWrittenDownAndCounted() throws Exception {
        Run run = parts.run("daily.py", Trigger.FAKE);
        journal.ended(run);
        RunRow row = parts.store.runLog().find(run.id()).orElseThrow();
        assertEquals("daily.py fake " + run.report().status().label(),
                String.join(" ", row.plugin(), row.trigger(), row.status()));
        assertTrue(counted().contains("botyard_runs_total{status=\"" + row.status() + "\",trigger=\"fake\"} 1.0"), counted());
    }

    @Test
    void whileNobodyListensNothingIsTold() {
        assertFalse(live.wanted());
        live.tell("push", new Object() {
            @Override
            public String toString() {
                throw new AssertionError("nobody asked for it");
            }
        });
        assertEquals(0, live.stream().clients());
    }
}
