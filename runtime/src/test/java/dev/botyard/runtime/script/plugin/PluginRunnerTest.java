package dev.botyard.runtime.script.plugin;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.message.inbound.EventMark;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.worker.PlayedWorker;
import dev.botyard.runtime.script.worker.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// From a trigger to the end of its run.
class PluginRunnerTest {
    private static final Runnable NOTHING = () -> {};

    private PluginBench bench;
    private PluginRunner runner;

    @BeforeEach
    void open(@TempDir Path home) throws IOException {
        bench = new PluginBench(home);
        runner = bench.runner();
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private static EventMark mark(String id) {
        return new EventMark(id, 1, 2, 3, true);
    }

    private static RunContext manual() {
        return RunContext.without(Trigger.MANUAL, "");
    }

    private List<String> kept() {
        return bench.store.waitingRuns().all().stream().map(entry -> entry.plugin() + (entry.spoken() ? " spoken" : "")).toList();
    }

    @Test
    void aRunIsKnownWhileItLastsAndToldAtItsEnd() throws Exception {
        PlayedWorker worker = bench.worker();
        Run run = runner.start(Scripts.plugin("tea.py"), manual(), NOTHING);
        JsonNode start = worker.next("run.start");
        assertEquals(Optional.of(run), runner.active(run.id()));
        assertEquals(List.of(run), runner.active());
        worker.answer(start, PlayedWorker.GOOD_END);
        assertTrue(run.await(Patience.SOON));
        bench.awaitEnded(1);
        assertEquals(List.of(), runner.active());
        assertEquals(Optional.empty(), runner.active(run.id()));
        assertTrue(run.result().ok());
    }

    @Test
    void eachRunHasAnIdForPeopleAndASecretForItsCalls() {
        Run first = runner.start(Scripts.plugin("tea.py"), manual(), NOTHING);
        Run second = runner.start(Scripts.plugin("tea.py"), manual(), NOTHING);
        assertNotEquals(first.id(), second.id());
        assertNotEquals(first.token(), second.token());
        assertTrue(first.token().matches("[0-9a-f]{32}") && !first.token().contains(first.id()), first.id());
    }

    @Test
    void aPluginHasAsManyRunsAtOnceAsItsHeaderSays() throws Exception {
        PlayedWorker one = bench.worker();
        PlayedWorker two = bench.worker();
        Plugin single = Scripts.plugin("tea.py", "concurrency: 1");
        runner.start(single, manual(), NOTHING);
        runner.start(single, manual(), NOTHING);
        JsonNode first = two.next("run.start");
        assertTrue(one.silentFor(() -> runner.waiting() == 1));
        two.answer(first, PlayedWorker.GOOD_END);
        two.next("run.start");
        assertEquals(0, runner.waiting());
    }

    @Test
    void aChangedLimitHoldsForTheNextRuns() throws Exception {
        bench.policy = new PluginRunner.RunPolicy(Duration.ofMinutes(1), 1, 1_000);
        PlayedWorker worker = bench.worker();
        Plugin plugin = Scripts.plugin("tea.py");
        runner.start(plugin, manual(), NOTHING);
        runner.start(plugin, manual(), NOTHING);
        worker.next("run.start");
        assertEquals(1, runner.waiting());
        PlayedWorker other = bench.worker();
        runner.changed(Scripts.plugin("tea.py", "concurrency: 2"));
        other.next("run.start");
        assertEquals(0, runner.waiting());
    }

    /// As one whose turn has not come because others of its plugin take long.
    @Test
    void aRunThatWaitsForItsTurnCanBeEnded() throws Exception {
        PlayedWorker worker = bench.worker();
        Plugin single = Scripts.plugin("tea.py", "concurrency: 1");
        runner.start(single, manual(), NOTHING);
        Run waiting = runner.start(single, manual(), NOTHING);
        Run last = runner.start(single, manual(), NOTHING);
        JsonNode first = worker.next("run.start");
        runner.cancel(waiting, "nobody wants it");
        assertTrue(waiting.over(), "it still waits");
        assertEquals("CANCELLED nobody wants it", waiting.result().status() + " " + waiting.result().error());
        runner.cancel(waiting, "again");
        worker.answer(first, PlayedWorker.GOOD_END);
        JsonNode next = worker.next("run.start");
        assertEquals(last.token(), next.path("params").path("run").stringValue());
        worker.answer(next, PlayedWorker.GOOD_END);
        await().until(() -> runner.active().isEmpty());
        assertEquals(0, runner.waiting());
    }

    @Test
    void aRunThatWaitsForItsChatCanBeEnded() throws Exception {
        PlayedWorker worker = bench.worker();
        Plugin plugin = Scripts.plugin("tea.py");
        runner.start(plugin, Scripts.context(Scripts.said("one")), NOTHING);
        Run second = runner.start(plugin, Scripts.context(Scripts.said("two")), NOTHING);
        Run third = runner.start(plugin, Scripts.context(Scripts.said("three")), NOTHING);
        JsonNode first = worker.next("run.start");
        runner.cancel(second, "enough");
        assertTrue(second.over(), "it still waits");
        worker.answer(first, PlayedWorker.GOOD_END);
        assertEquals(third.token(), worker.next("run.start").path("params").path("run").stringValue());
    }

    @Test
    void aRunUnderWayIsAskedToEnd() throws Exception {
        PlayedWorker worker = bench.worker();
        Run run = runner.start(Scripts.plugin("tea.py"), manual(), NOTHING);
        JsonNode start = worker.next("run.start");
        runner.cancel(run, "an operator ended it");
        worker.next("run.cancel");
        worker.answer(start, PlayedWorker.GOOD_END);
        assertTrue(run.await(Patience.SOON));
        assertEquals(RunStatus.CANCELLED, run.result().status());
    }

    @Test
    void aPluginThatCannotRunSaysWhy() throws Exception {
        Run run = runner.start(Scripts.invalid("tea.py", "line 3: no"), manual(), NOTHING);
        assertTrue(run.await(Patience.SOON));
        assertEquals("the plugin cannot run: line 3: no", run.result().error());
    }

    @Test
    void runsWaitForThePackagesOfTheirPluginUpToANumber() throws Exception {
        bench.policy = new PluginRunner.RunPolicy(Duration.ofMinutes(1), 1, 1_000);
        Plugin installing = Scripts.installing("tea.py");
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < RunsForPackages.MOST + 1; i++) {
            runs.add(runner.start(installing, manual(), NOTHING));
        }
        assertFalse(runs.getLast().over());
        Run tooMany = runner.start(installing, manual(), NOTHING);
        assertTrue(tooMany.over());
        assertEquals("its packages are being installed: tea; 100 runs wait for them already", tooMany.result().error());
        runner.cancel(runs.getFirst(), "not this one");
        assertEquals(RunStatus.CANCELLED, runs.getFirst().result().status());
        bench.obliging();
        runner.changed(Scripts.plugin("tea.py"));
        bench.awaitEnded(RunsForPackages.MOST + 2);
        assertEquals(RunsForPackages.MOST, runs.stream().filter(run -> run.result().ok()).count());
    }

    @Test
    void runsThatWaitForPackagesEndWithTheirPlugin() throws Exception {
        Plugin installing = Scripts.installing("tea.py");
        Run run = runner.start(installing, manual(), NOTHING);
        runner.removed(installing);
        assertTrue(run.await(Patience.SOON));
        assertEquals("the plugin was removed", run.result().error());
    }

    @Test
    void whatAnEventHasFiredIsKeptUntilItSpeaksOrEnds() throws Exception {
        PlayedWorker worker = bench.worker();
        runner.start(Scripts.plugin("tea.py"), Scripts.context(Scripts.said("tea")), mark("1"), true, NOTHING);
        JsonNode start = worker.next("run.start");
        await().until(() -> kept().equals(List.of("tea.py")));
        String secret = start.path("params").path("run").stringValue();
        worker.ask("bucket.get", Map.of("run", secret));
        assertEquals(List.of("tea.py"), kept(), "nobody notices that");
        worker.ask("reply", Map.of("run", secret));
        assertEquals(List.of("tea.py spoken"), kept());
        worker.answer(start, PlayedWorker.GOOD_END);
        await().until(() -> kept().isEmpty());
    }

    @Test
    void whileTheHostStopsEventsAreKeptAndNotBegun() throws Exception {
        PlayedWorker worker = bench.worker();
        runner.stop();
        runner.start(Scripts.plugin("tea.py"), Scripts.context(Scripts.said("tea")), mark("1"), false, NOTHING);
        assertEquals(List.of("tea.py"), kept());
        assertTrue(worker.silentFor(() -> true));
    }

    @Test
    void whoHasNotSpokenWhenTheHostStopsIsCutShortAndBegunAgain() throws Exception {
        PlayedWorker worker = bench.worker();
        runner.start(Scripts.plugin("tea.py"), Scripts.context(Scripts.said("tea")), mark("1"), true, NOTHING);
        JsonNode start = worker.next("run.start");
        await().until(() -> kept().equals(List.of("tea.py")));
        runner.stop();
        JsonNode refused = worker.ask("reply", Map.of("run", start.path("params").path("run").stringValue()));
        assertEquals("the host is stopping; this run is begun again after the next start",
                refused.path("error").path("message").stringValue());
        worker.answer(start, PlayedWorker.GOOD_END);
        bench.awaitEnded(1);
        assertEquals(List.of("tea.py"), kept());
    }

    @Test
    void whoHasSpokenMayEndInPeace() throws Exception {
        PlayedWorker worker = bench.worker();
        runner.start(Scripts.plugin("tea.py"), Scripts.context(Scripts.said("tea")), mark("1"), true, NOTHING);
        JsonNode start = worker.next("run.start");
        Map<String, Object> mine = Map.of("run", start.path("params").path("run").stringValue());
        worker.ask("reply", mine);
        runner.stop();
        assertTrue(worker.ask("reply", mine).has("result"));
        worker.answer(start, PlayedWorker.GOOD_END);
        bench.awaitEnded(1);
        await().until(() -> kept().isEmpty());
    }

    @Test
    void aListenerThatFailsHarmsNobody() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        runner.listen(run -> {
            throw new IllegalStateException("the journal is full");
        });
        runner.listen(run -> told.add(run.plugin().file()));
        PlayedWorker worker = bench.worker();
        for (int i = 0; i < 2; i++) {
            Run run = runner.start(Scripts.plugin("tea.py"), manual(), NOTHING);
            worker.answer(worker.next("run.start"), PlayedWorker.GOOD_END);
            assertTrue(run.await(Patience.SOON), "whoever waits for its end waits for ever");
        }
        assertEquals(List.of("tea.py", "tea.py"), told);
    }

    @Test
    void theWholeHostHasABound() throws Exception {
        Plugin single = Scripts.installing("tea.py", "concurrency: 1");
        List<Run> waiting = new ArrayList<>();
        for (int i = 0; i < PluginRunner.MAX_PENDING; i++) {
            waiting.add(runner.start(Scripts.installing("p" + i % 100 + ".py"), manual(), NOTHING));
        }
        waiting.removeIf(Run::over);
        assertEquals(PluginRunner.MAX_PENDING, waiting.size(), "a hundred of each may wait");
        List<Run> more = new CopyOnWriteArrayList<>();
        Thread platform = Thread.startVirtualThread(() -> more.add(runner.start(single, manual(), NOTHING)));
        await().until(() -> platform.getState() == Thread.State.WAITING);
        assertEquals(List.of(), more);
        runner.cancel(waiting.getFirst(), "makes room");
        platform.join();
        assertEquals(1, more.size());
    }
}
