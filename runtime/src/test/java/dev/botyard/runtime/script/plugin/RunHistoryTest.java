package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.store.RunLog;
import dev.botyard.runtime.infra.store.RunRow;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.worker.PlayedWorker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A run is listed once, whenever somebody looks.
class RunHistoryTest {
    private static final RunLog.Filter ALL = RunLog.Filter.newest(100);

    private PluginBench bench;
    private PluginRunner runner;
    private RunLog log;
    private RunHistory history;

    @BeforeEach
    void open(@TempDir Path home) throws IOException {
        bench = new PluginBench(home);
        runner = bench.runner();
        log = bench.store.runLog();
        history = new RunHistory(runner, log);
        runner.listen(run -> log.put(run.report().row()));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private Run start(String... headers) {
        return runner.start(Scripts.plugin("tea.py", headers), RunContext.without(Trigger.MANUAL, ""), () -> {});
    }

    private static List<String> shown(List<RunRecord> runs) {
        return runs.stream().map(run -> run.id() + " " + run.status().label()).toList();
    }

    /// A history whose log is read after `between`.
    private RunHistory after(Callable<?> between) {
        return new RunHistory(runner::active, filter -> {
            done(between);
            return log.query(filter);
        }, id -> {
            done(between);
            return log.find(id);
        }, log::find);
    }

    private static void done(Callable<?> between) {
        try {
            between.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRunThatEndsWhileTheListIsMadeStandsInItOnce() throws Exception {
        PlayedWorker worker = bench.worker();
        Run run = start();
        JsonNode begun = worker.next("run.start");
        assertEquals(List.of(run.id() + " running"), shown(history.page(ALL)));
        RunHistory ending = after(() -> {
            worker.answer(begun, PlayedWorker.GOOD_END);
            return run.await(Patience.SOON);
        });
        assertEquals(List.of(run.id() + " ok"), shown(ending.page(ALL)));
        assertEquals(List.of(run.id() + " ok"), shown(history.page(ALL)));
        assertTrue(history.page(ALL).getFirst().number() > 0, "from the log");
    }

    @Test
    void aRunIsFoundAtEveryMomentOfItsEnd() throws Exception {
        PlayedWorker worker = bench.worker();
        List<String> seen = new CopyOnWriteArrayList<>();
        runner.listen(run -> {
            seen.addAll(shown(history.page(ALL)));
            seen.addAll(shown(history.find(run.id()).stream().toList()));
            seen.addAll(shown(new RunHistory(runner::active, _ -> List.of(), _ -> Optional.empty(), _ -> List.of()).page(ALL)));
        });
        Run run = start();
        worker.answer(worker.next("run.start"), PlayedWorker.GOOD_END);
        assertTrue(run.await(Patience.SOON));
        assertEquals(List.of(run.id() + " ok", run.id() + " ok", run.id() + " ok"), seen);
        assertEquals(List.of(), runner.active());
        assertEquals(List.of(run.id() + " ok"), shown(history.find(run.id()).stream().toList()));
    }

    /// What a stop has cut short keeps its id when it is begun again.
    @Test
    void aRunThatWasBegunAgainIsListedAsItIsNow() throws Exception {
        PlayedWorker worker = bench.worker();
        Run run = start();
        JsonNode begun = worker.next("run.start");
        RunRow cut = run.report().row();
        log.put(new RunRow(0, cut.id(), cut.plugin(), cut.trigger(), cut.im(), cut.account(), cut.chat(), cut.user(),
                cut.started(), cut.ended(), "killed", "", "", cut.record().replace("\"running\"", "\"killed\"")));
        assertEquals(List.of(run.id() + " running"), shown(history.page(ALL)));
        assertEquals("running", history.find(run.id()).orElseThrow().status().label());
        worker.answer(begun, PlayedWorker.GOOD_END);
        assertTrue(run.await(Patience.SOON));
        assertEquals(List.of(run.id() + " ok"), shown(history.page(ALL)));
    }

    @Test
    void theNewestIsFirstAndOnlyWhatWasAskedForIsListed() throws Exception {
        PlayedWorker worker = bench.worker();
        Run running = start("concurrency: 1");
        worker.next("run.start");
        Run waiting = start("concurrency: 1");
        assertEquals(List.of(waiting.id() + " waiting", running.id() + " running"), shown(history.page(ALL)));
        assertEquals(List.of(waiting.id() + " waiting"), shown(history.page(new RunLog.Filter("tea.py", "waiting", "", 0, 9))));
        assertEquals(List.of(), history.page(new RunLog.Filter("milk.py", "", "", 0, 9)));
        assertEquals(List.of(), history.page(new RunLog.Filter("", "ok", "", 0, 9)));
        assertEquals(List.of(), history.page(new RunLog.Filter("", "", "qq", 0, 9)));
        assertEquals(List.of(), history.page(new RunLog.Filter("", "", "", 1, 9)), "the page after");
        assertFalse(history.find("nobody").isPresent());
    }
}
