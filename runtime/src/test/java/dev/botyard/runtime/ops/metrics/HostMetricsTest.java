package dev.botyard.runtime.ops.metrics;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.ops.PlayedParts;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.plugin.LanguageLoad;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.worker.WorkerCounts;
import dev.botyard.runtime.script.worker.WorkersRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostMetricsTest {
    @TempDir
    private Path folder;
    private PlayedParts parts;
    private HostMetrics metrics;

    @BeforeEach
    void open() {
        parts = new PlayedParts(folder);
        metrics = new HostMetrics(parts.registry, parts.dispatcher, parts.pipeline, parts.waiters, parts.runner);
    }

    @AfterEach
    void close() throws Exception {
        parts.close();
    }

    private String text() {
        return new String(metrics.text(), StandardCharsets.UTF_8);
    }

    private boolean says(String line) {
        return text().lines().anyMatch(line::equals);
    }

    @Test
    void accountsAreCountedByImAndStateAlsoWhereThereAreNone() throws Exception {
        parts.accounts("a", "qq", "b", "qq", "off", "web");
        await().until(() -> says("botyard_accounts{im=\"qq\",state=\"online\"} 2.0"));
        assertTrue(says("botyard_accounts{im=\"qq\",state=\"failed\"} 0.0"), text());
        assertTrue(says("botyard_accounts{im=\"web\",state=\"disabled\"} 1.0"), text());
        assertFalse(text().contains("im=\"tg\""), text());
    }

    @Test
    void pushesAndRepliesAreCountedApartByWhatBecameOfThem() {
        metrics.sent(false, PlayedParts.receipt(ReceiptCode.ACCEPTED, "qq", "a"), true);
        metrics.sent(false, PlayedParts.receipt(ReceiptCode.ACCEPTED, "qq", "a"), true);
        metrics.sent(false, PlayedParts.receipt(ReceiptCode.ACCOUNT_OFFLINE, "qq", "a"), true);
        metrics.sent(true, PlayedParts.receipt(ReceiptCode.ACCEPTED, "qq", "a"), true);
        assertTrue(says("botyard_pushes_total{code=\"accepted\",im=\"qq\",kind=\"text\",rule=\"default\"} 2.0"), text());
        assertTrue(says("botyard_pushes_total{code=\"account_offline\",im=\"qq\",kind=\"text\",rule=\"default\"} 1.0"), text());
        assertTrue(says("botyard_replies_total{code=\"accepted\",im=\"qq\",kind=\"text\"} 1.0"), text());
    }

    /// Scripts may push to whatever they like.
    @Test
    void imTypesWithoutAccountsShareOneLabel() {
        for (int i = 0; i < 50; i++) {
            metrics.sent(false, PlayedParts.receipt(ReceiptCode.NO_ACCOUNT, "made-up-" + i, ""), false);
        }
        assertTrue(says("botyard_pushes_total{code=\"no_account\",im=\"other\",kind=\"text\",rule=\"default\"} 50.0"), text());
        assertFalse(text().contains("made-up"), text());
    }

    @Test
    void runsAreCountedByTriggerAndStatusAndTimed() throws Exception {
        Run run = parts.run("a.py", Trigger.CRON);
        metrics.ended(run, run.report());
        String status = run.report().status().label();
        assertTrue(says("botyard_runs_total{status=\"" + status + "\",trigger=\"cron\"} 1.0"), text());
        assertTrue(says("botyard_run_duration_seconds_count{trigger=\"cron\"} 1"), text());
        assertTrue(says("botyard_run_duration_seconds_bucket{trigger=\"cron\",le=\"600.0\"} 1"), text());
        await().until(() -> says("botyard_runs_active 0.0"));
    }

    @Test
    void whatRunsDoIsToldByPluginAndHowLongTheyTookToBeginByLanguage() throws Exception {
        Run run = parts.run("a.py", Trigger.CRON);
        metrics.began(run);
        metrics.bounds(() -> List.of(new LanguageLoad(Language.PYTHON, 1, 4, 2, 9, 0, Duration.ZERO)));
        assertTrue(says("botyard_run_begin_seconds_count{language=\"python\"} 1"), text());
        assertTrue(says("botyard_run_begin_seconds_bucket{language=\"python\",le=\"600.0\"} 1"), text());
        assertTrue(says("botyard_runs_bound{language=\"python\",state=\"computing\"} 4.0"), text());
        assertTrue(says("botyard_runs_bound{language=\"python\",state=\"waiting\"} 9.0"), text());
    }

    @Test
    void requestsAreCountedByRouteAndOutcome() {
        metrics.http().answered("GET", "/api/v1/runs/{id}", 200, Duration.ofMillis(20));
        metrics.http().answered("GET", "/api/v1/runs/{id}", 204, Duration.ofMillis(20));
        metrics.http().answered("GET", "/api/v1/runs/{id}", 404, Duration.ofMillis(20));
        metrics.http().answered("", "", 404, Duration.ZERO);
        String route = "route=\"/api/v1/runs/{id}\"";
        assertTrue(says("botyard_http_requests_total{method=\"GET\"," + route + ",status=\"2xx\"} 2.0"), text());
        assertTrue(says("botyard_http_requests_total{method=\"GET\"," + route + ",status=\"4xx\"} 1.0"), text());
        assertTrue(says("botyard_http_requests_total{method=\"other\",route=\"none\",status=\"4xx\"} 1.0"), text());
        assertTrue(says("botyard_http_request_seconds_bucket{" + route + ",le=\"0.025\"} 3"), text());
    }

    /// Routes are made by scripts, and methods by whoever asks.
    @Test
    void neitherRoutesNorMethodsMakeTheTableLong() {
        for (int i = 0; i < 2 * HttpMetrics.MOST_ROUTES; i++) {
            metrics.http().answered("MADE-UP-" + i, "/made-up-" + i, 200, Duration.ZERO);
        }
        assertEquals(HttpMetrics.MOST_ROUTES + 1, text().lines().filter(line -> line.startsWith("botyard_http_requests_total{"))
                .count());
        assertFalse(text().contains("MADE-UP"), text());
        assertTrue(says("botyard_http_requests_total{method=\"other\",route=\"other\",status=\"2xx\"} "
                + HttpMetrics.MOST_ROUTES + ".0"), text());
    }

    @Test
    void workersAreToldByLanguageOverAllTheirPools() {
        metrics.workers(() -> List.of(new WorkersRecord(Language.PYTHON, 5, 1, 2, 0, WorkersRecord.READY),
                new WorkersRecord(Language.PYTHON, 1, 1, 0, 0, WorkersRecord.READY)),
                () -> Map.of(Language.PYTHON,
                        new WorkerCounts()));
        assertTrue(says("botyard_workers{language=\"python\",state=\"computing\"} 2.0"), text());
        assertTrue(says("botyard_workers{language=\"python\",state=\"idle\"} 2.0"), text());
        assertTrue(says("botyard_workers{language=\"python\",state=\"waiting\"} 2.0"), text());
        assertTrue(says("botyard_worker_starts_total{language=\"python\"} 0.0"), text());
        assertTrue(says("botyard_worker_start_failures_total{language=\"python\"} 0.0"), text());
        assertTrue(says("botyard_worker_ends_total{cause=\"out_of_memory\",language=\"python\"} 0.0"), text());
    }

    @Test
    void whatOthersCountIsReadWhenSomebodyAsks() {
        AtomicLong value = new AtomicLong(3);
        metrics.gauge("test_gauge", "A gauge", value::get);
        metrics.counter("test_total", "A counter", value::get);
        assertTrue(says("test_gauge 3.0") && says("test_total 3.0"), text());
        value.set(5);
        assertTrue(says("test_gauge 5.0") && says("test_total 5.0"), text());
        assertTrue(text().contains("# HELP test_gauge A gauge\n# TYPE test_gauge gauge\n"), text());
    }

    @Test
    void anIdleHostHasItsNoughts() {
        for (String name : new String[]{"botyard_pushes_queued", "botyard_runs_active", "botyard_runs_waiting", "botyard_waits",
            "botyard_messages_total", "botyard_duplicate_events_total"}) {
            assertTrue(says(name + " 0.0"), name + " in " + text());
        }
        assertTrue(text().lines().anyMatch(line -> line.matches("botyard_memory_used_bytes \\d.*")), text());
        assertEquals(0, text().lines().filter(line -> line.startsWith("botyard_send_queue{")).count());
    }
}
