package dev.botyard.runtime.ops.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.ops.PlayedParts;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.plugin.LanguageLoad;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.worker.RunStatus;
import dev.botyard.runtime.script.worker.WorkerCounts;
import dev.botyard.runtime.script.worker.WorkersRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The dashboard and the alerts in the tree ask for metrics and labels that this host has.
class MonitoringFilesTest {
    private static final Path FILES = Path.of("distribution/monitoring");
    private static final Pattern METRIC = Pattern.compile("\\b(?:botyard|process)_[a-z_]+");
    private static final Pattern STATUS = Pattern.compile("status!~\"([^\"]+)\"");

    @TempDir
    private Path folder;
    private PlayedParts parts;
    private HostMetrics metrics;

    @BeforeEach
    void aHostThatHasDoneSomething() throws Exception {
        parts = new PlayedParts(folder);
        metrics = new HostMetrics(parts.registry, parts.dispatcher, parts.pipeline, parts.waiters, parts.runner);
        metrics.build("1.2.3");
        metrics.bounds(() -> List.of(new LanguageLoad(Language.PYTHON, 1, 4, 2, 9, 0, Duration.ZERO)));
        metrics.workers(() -> List.of(new WorkersRecord(Language.PYTHON, 1, 1, 0, 0, WorkersRecord.READY)),
                () -> Map.of(Language.PYTHON, new WorkerCounts()));
        metrics.http().answered("GET", "/healthz", 200, Duration.ZERO);
        parts.accounts("a", "qq");
        metrics.sent(false, PlayedParts.receipt(ReceiptCode.ACCEPTED, "qq", "a"), true);
        metrics.sent(true, PlayedParts.receipt(ReceiptCode.ACCEPTED, "qq", "a"), true);
        Run run = parts.run("a.py", Trigger.CRON);
        metrics.began(run);
        metrics.ended(run, run.report());
    }

    @AfterEach
    void close() throws Exception {
        parts.close();
    }

    private static Stream<String> expressions() throws Exception {
        JsonNode alerts = new YAMLMapper().readTree(Files.readString(FILES.resolve("alerts.yml")));
        JsonNode dashboard = Json.MAPPER.readTree(Files.readString(FILES.resolve("grafana-dashboard.json")));
        return Stream.concat(alerts.path("groups").valueStream().flatMap(group -> group.path("rules").valueStream()),
                dashboard.path("panels").valueStream().flatMap(panel -> panel.path("targets").valueStream()))
                .map(each -> each.path("expr").stringValue(""));
    }

    @Test
    void everyMetricThatTheyNameExists() throws Exception {
        String text = new String(metrics.text(), StandardCharsets.UTF_8);
        Set<String> known = text.lines().filter(line -> line.startsWith("# TYPE ")).map(line -> line.split(" ")[2])
                .flatMap(name -> Stream.of(name, name + "_bucket")).collect(Collectors.toSet());
        // Nothing is under way here, so these have no line; HostMetricsTest and PluginRunsTest hold them.
        known.addAll(Set.of("botyard_plugin_runs", "botyard_send_queue"));
        Set<String> unknown = new TreeSet<>();
        for (String expression : expressions().toList()) {
            Set<String> named = METRIC.matcher(expression).results().map(found -> found.group()).collect(Collectors.toSet());
            assertTrue(!named.isEmpty(), expression);
            named.stream().filter(name -> !known.contains(name)).forEach(unknown::add);
        }
        assertEquals(Set.of(), unknown, text);
    }

    @Test
    void everyStatusThatIsLeftOutIsOne() throws Exception {
        List<String> labels = Stream.of(RunStatus.values()).map(RunStatus::label).toList();
        List<String> named = expressions().flatMap(text -> STATUS.matcher(text).results())
                .flatMap(found -> Stream.of(found.group(1).split(
                        "\\|")))
                .toList();
        assertTrue(!named.isEmpty() && labels.containsAll(named), named + " of " + labels);
    }

    @Test
    void theHostSaysItsVersionItsAccountsAndWhatItUses() throws Exception {
        String text = new String(metrics.text(), StandardCharsets.UTF_8);
        assertTrue(text.contains("botyard_build_info{java=\"" + Runtime.version() + "\",version=\"1.2.3\"} 1.0"), text);
        assertTrue(text.contains("botyard_account_online{account=\"a\",im=\"qq\"}"), text);
        assertTrue(text.contains("process_cpu_seconds_total "), text);
    }
}
