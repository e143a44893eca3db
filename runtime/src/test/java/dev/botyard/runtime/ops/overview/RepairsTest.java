package dev.botyard.runtime.ops.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.im.account.AccountState;
import dev.botyard.runtime.im.account.PlayedAccounts;
import dev.botyard.runtime.im.account.SampleAccount;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.HeaderProblem.Severity;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.packages.MissingModules;
import dev.botyard.runtime.script.plugin.LanguageLoad;
import dev.botyard.runtime.script.plugin.MemoryEnds;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.RunFacts;
import dev.botyard.runtime.script.plugin.Scripts;
import dev.botyard.runtime.script.worker.ScriptCompiler.Import;
import dev.botyard.runtime.script.worker.WorkersRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private static List<String> told(List<Repair> repairs) {
        return repairs.stream().map(repair -> repair.kind().label() + " " + repair.subject() + ": " + repair.reason())
                .toList();
    }

    private static List<String> ofPlugins(List<String> unset, Plugin... plugins) {
        return told(new PluginRepairs(() -> List.of(plugins),
                all -> all.stream().collect(Collectors.toMap(Plugin::file, _ -> unset))).get());
    }

    @Test
    void pluginsSayWhatTheyLack() {
        assertEquals(List.of(), ofPlugins(List.of(), Scripts.plugin("a.py", "rule: ^tea$")));
        assertEquals(List.of("plugin_invalid a.py: line 3: no colon"),
                ofPlugins(List.of(), Scripts.invalid("a.py", "line 3: no colon")));
        assertEquals(List.of("plugin_packages a.py: its packages are being installed: tea"),
                ofPlugins(List.of(), Scripts.installing("a.py")));
        assertEquals(List.of("plugin_settings a.py: city, key"), ofPlugins(List.of("city", "key"), Scripts.plugin("a.py")));
    }

    @Test
    void aPluginThatIsSwitchedOffLacksNothing() {
        assertEquals(List.of(), ofPlugins(List.of("city"), Scripts.plugin("a.py", "disable: true")));
    }

    @Test
    void missingModulesAndWrongLinesAreTold() {
        Plugin plugin = Scripts.plugin("a.py");
        HeaderProblem missing = MissingModules.told(plugin, List.of(new Import(4, "tea"))).getFirst();
        assertEquals(List.of("plugin_packages a.py: line 4: " + missing.message()),
                ofPlugins(List.of(), plugin.with(new HeaderProblem(2, Severity.ERROR, "no such rule")).with(missing)));
        assertEquals(List.of("plugin_problem a.py: line 2: no such rule"),
                ofPlugins(List.of(), plugin.with(new HeaderProblem(2, Severity.ERROR, "no such rule"))));
        assertEquals(List.of(), ofPlugins(List.of(), plugin.with(new HeaderProblem(2, Severity.WARNING, "a hint"))));
    }

    private static List<String> ofRuns(String state, Duration late, Optional<MemoryEnds.Last> end) {
        RunFacts facts = new RunFacts(List.of(new WorkersRecord(Language.PYTHON, 1, 1, 0, 0, state)),
                List.of(new LanguageLoad(Language.PYTHON, 8, 8, 1, 64, 3, late)), List.of(), end);
        return told(WorkRepairs.runs(() -> facts, () -> NOON).get());
    }

    @Test
    void workAndItsHindrancesAreTold() {
        Optional<MemoryEnds.Last> lately = Optional.of(new MemoryEnds.Last(NOON.minusSeconds(60), "big.py", "r1", "killed"));
        Optional<MemoryEnds.Last> longAgo = Optional
                .of(new MemoryEnds.Last(NOON.minus(Duration.ofDays(2)), "big.py", "r1", "killed"));
        assertEquals(List.of(), ofRuns("ready", Duration.ofSeconds(2), longAgo));
        assertEquals(List.of("workers python: python3 was not found",
                "runs_late python: 3 not begun for 30 s; 8 of 8 computing, 1 of 64 waiting for people",
                "out_of_memory big.py: killed"),
                ofRuns("python3 was not found", Duration.ofSeconds(30), lately));
    }

    @Test
    void aFullQueueAndWhatItGaveUpAreTold() {
        assertEquals(List.of(), WorkRepairs.queue(9, 10, 0));
        assertEquals(List.of("queue_full : 10 of 10 wait (push.queue_max)", "pushes_given_up : one push was given up"),
                told(WorkRepairs.queue(10, 10, 1)));
    }

    @Test
    void aDiskThatIsNearlyFullIsTold() {
        assertEquals(List.of(), WorkRepairs.disk(() -> 1L << 40).get());
        assertEquals(List.of("disk_low : only 3 MiB are free on the disk of the home folder"),
                told(WorkRepairs.disk(() -> 3L << 20).get()));
    }

    @Test
    void accountsThatNeedAPersonAreTold() throws Exception {
        try (PlayedAccounts accounts = new PlayedAccounts(Ticker.system())) {
            accounts.configure(SampleAccount.of("qq", "good"), SampleAccount.of("qq", "open"),
                    SampleAccount.of("qq", "off").disabled(),
                    SampleAccount.of("qq", "bad").problem("config.url: is missing"));
            accounts.awaitState("bad", AccountState.FAILED);
            accounts.registry().warn("open", "it has no token");

            List<Repair> found = new AccountRepairs(accounts.registry()).get();
            assertEquals(List.of("account_failed bad: config.url: is missing", "account_open open: it has no token"),
                    told(found).stream().sorted().toList());
            assertEquals(List.of("", "botyard accounts start bad"), found.stream().map(Repair::command).sorted().toList());
        }
    }

    @Test
    void theGravestStandFirst(@TempDir Path folder) {
        try (Store store = Store.open(folder.resolve("botyard.db"))) {
            Overview overview = new Overview(store.hourlyCounts(), () -> 3,
                    () -> List.of(new ConfigProblem(Path.of("botyard.yaml"), 7, "log.level", "expected a level"),
                            new ConfigProblem(Path.of("accounts/a.yaml"), 0, "", "is no YAML"),
                            new ConfigProblem(Path.of("accounts/b.yaml"), 3, "im", "is unknown")),
                    List.of(WorkRepairs.disk(() -> 0),
                            () -> List.of(new Repair(Repair.Kind.ACCOUNT_FAILED, "a", "wrong token", ""),
                                    new Repair(Repair.Kind.ACCOUNT_FAILED, "b", "accounts/b.yaml:3: im: is unknown.", ""))),
                    () -> NOON);
            OverviewRecord now = overview.now();
            assertEquals(List.of("account_failed a: wrong token", "account_failed b: accounts/b.yaml:3: im: is unknown.",
                    "configuration botyard.yaml:7: log.level: expected a level",
                    "configuration accounts/a.yaml: is no YAML", "disk_low : only 0 MiB are free on the disk of the home folder"),
                    told(now.repairs()));
            assertEquals(3, now.plugins());
            assertEquals(24, now.hours().size());
            assertEquals(NOON, now.hours().getLast().from());
        }
    }
}
