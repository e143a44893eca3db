package dev.botyard.runtime.script.worker;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Workers in which the runs of one plugin wait for people together.
class SharedWorkersTest {
    private static final int MOST = 10;

    @TempDir
    private Path folder;
    private PlayedWorkers workers;
    private WorkerPool pool;

    @BeforeEach
    void open() throws IOException {
        workers = new PlayedWorkers(folder, MOST);
        pool = workers.pool();
    }

    @AfterEach
    void close() throws IOException {
        workers.close();
    }

    private PlayedRun submit(String token, String plugin) {
        return submit(new PlayedRun(token).of(plugin));
    }

    private PlayedRun submit(PlayedRun run) {
        pool.submit(run);
        return run;
    }

    private void parks(PlayedWorker worker, String token) throws InterruptedException {
        worker.inform("run.parked", Map.of("run", token, "reusable", true, "packages", false));
        worker.ask("echo", Map.of("run", token));
    }

    private void resumes(PlayedWorker worker, String token) throws InterruptedException {
        worker.inform("run.resumed", Map.of("run", token));
        worker.ask("echo", Map.of("run", token));
    }

    @Test
    void anotherRunOfThePluginGoesWhereRunsWaitAndTheirEndsComeInAnyOrder() throws Exception {
        PlayedWorker worker = workers.joinInAPlace();
        PlayedRun first = submit("a", "tea.js");
        JsonNode a = worker.begins("a");
        parks(worker, "a");
        assertEquals(1, pool.facts().resting());
        PlayedRun second = submit("b", "tea.js");
        JsonNode b = worker.begins("b");
        worker.answer(b, PlayedWorker.GOOD_END);
        assertTrue(second.result().ok());
        assertFalse(first.over());
        resumes(worker, "a");
        worker.answer(a, PlayedWorker.GOOD_END);
        assertTrue(first.result().ok());
        await().until(() -> pool.facts().idle() == 1);
        submit("c", "milk.js");
        worker.begins("c");
    }

    @Test
    void aRunOfAnotherPluginDoesNot() throws Exception {
        PlayedWorker worker = workers.joinInAPlace();
        submit("a", "tea.js");
        worker.begins("a");
        parks(worker, "a");
        PlayedRun other = submit("b", "milk.js");
        submit("c", "tea.js");
        worker.begins("c");
        assertFalse(other.begun());
        PlayedWorker another = workers.joinInAPlace();
        another.begins("b");
    }

    @Test
    void whileOneIsActiveAnotherRunWaits() throws Exception {
        PlayedWorker worker = workers.joinInAPlace();
        submit("a", "tea.js");
        worker.begins("a");
        parks(worker, "a");
        submit("b", "tea.js");
        JsonNode b = worker.begins("b");
        PlayedRun third = submit("c", "tea.js");
        resumes(worker, "a");
        worker.answer(b, PlayedWorker.GOOD_END);
        worker.ask("echo", Map.of("run", "a"));
        assertFalse(third.begun());
        parks(worker, "a");
        worker.begins("c");
    }

    @Test
    void waitingRunsHoldNoPlace() throws Exception {
        PlayedWorker worker = workers.joinInAPlace();
        for (int i = 0; i < 50; i++) {
            submit("r" + i, "tea.js");
            worker.begins("r" + i);
            parks(worker, "r" + i);
        }
        for (int i = 0; i < MOST; i++) {
            assertTrue(workers.budget().take());
        }
        PlayedRun late = submit("late", "tea.js");
        resumes(worker, "r7");
        parks(worker, "r7");
        assertFalse(late.begun(), "all places are taken");
        workers.budget().give();
        worker.begins("late");
    }

    @Test
    void aProcessThatEndsTakesAllItsRunsWithIt() throws Exception {
        PlayedWorker worker = workers.joinInAPlace();
        List<PlayedRun> runs = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            runs.add(submit("r" + i, "tea.js"));
            worker.begins("r" + i);
            parks(worker, "r" + i);
        }
        pool.exited(worker.pid(), WorkerEnd.code(3));
        worker.close();
        for (PlayedRun run : runs) {
            assertEquals("KILLED the worker process ended with code 3", run.result().status() + " " + run.result().error());
        }
        await().until(() -> pool.facts().workers() == 0);
    }

    @Test
    void aParkedRunThatIsCancelledEndsInItsTurnOrIsDropped() throws Exception {
        PlayedWorker worker = workers.joinInAPlace();
        PlayedRun polite = submit("a", "tea.js");
        JsonNode a = worker.begins("a");
        parks(worker, "a");
        PlayedRun late = submit("b", "tea.js");
        worker.begins("b");
        parks(worker, "b");
        PlayedRun active = submit("c", "tea.js");
        worker.begins("c");
        pool.cancel(polite, "enough");
        worker.next("run.cancel");
        worker.answer(a, Map.of("status", "cancelled", "reusable", true));
        assertEquals("CANCELLED enough", polite.result().status() + " " + polite.result().error());
        pool.cancel(late, "too late");
        worker.next("run.cancel");
        assertEquals("b", worker.next("run.drop").path("params").path("run").stringValue());
        assertEquals("CANCELLED too late", late.result().status() + " " + late.result().error());
        assertFalse(active.over());
    }

    @Test
    void anActiveRunThatDoesNotEndEndsTheProcess() throws Exception {
        Process process = new ProcessBuilder("cat").start();
        try {
            assertTrue(workers.budget().take());
            PlayedWorker worker = workers.join(process.pid());
            PlayedRun waiting = submit("a", "tea.js");
            worker.begins("a");
            parks(worker, "a");
            PlayedRun stubborn = submit("b", "tea.js");
            worker.begins("b");
            pool.cancel(stubborn, "enough");
            worker.next("run.cancel");
            assertEquals("KILLED enough", stubborn.result().status() + " " + stubborn.result().error());
            assertEquals("KILLED the process that it shared with another run had to be ended: enough",
                    waiting.result().status() + " " + waiting.result().error());
            assertTrue(process.waitFor(dev.botyard.runtime.Patience.SECONDS, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aWorkerThatIsNotReusableKeepsItsRunsAndGetsNoMore() throws Exception {
        PlayedWorker worker = workers.joinInAPlace();
        PlayedRun first = submit("a", "tea.js");
        JsonNode a = worker.begins("a");
        worker.inform("run.parked", Map.of("run", "a", "reusable", false, "packages", true));
        worker.ask("echo", Map.of("run", "a"));
        PlayedRun second = submit("b", "tea.js");
        resumes(worker, "a");
        assertFalse(second.begun());
        PlayedWorker next = workers.joinInAPlace();
        next.begins("b");
        worker.answer(a, PlayedWorker.GOOD_END);
        assertTrue(first.result().ok());
        worker.next("worker.stop");
    }

    @Test
    void aRunThatIsRefusedGoesToAnotherWorker() throws Exception {
        PlayedWorker worker = workers.joinInAPlace();
        PlayedRun first = submit("a", "tea.js");
        worker.begins("a");
        parks(worker, "a");
        PlayedRun second = submit("b", "tea.js");
        JsonNode b = worker.begins("b");
        worker.say(Map.of("jsonrpc", "2.0", "id", b.get("id"), "error",
                Map.of("code", -32000, "message", "no new runs here", "data", Map.of("code", "busy"))));
        worker.ask("echo", Map.of("run", "a"));
        assertFalse(second.over());
        PlayedWorker other = workers.joinInAPlace();
        other.begins("b");
        assertFalse(first.over());
        assertTrue(worker.silent());
    }

    @Test
    void aWorkerWithPackagesServesItsPluginAlone() throws Exception {
        PlayedWorker worker = workers.joinInAPlace();
        PlayedRun first = submit("a", "tea.js");
        worker.answer(worker.begins("a"), Map.of("status", "ok", "exit", 0, "reusable", true, "packages", true));
        assertTrue(first.result().ok());
        PlayedRun other = submit("b", "milk.js");
        submit("c", "tea.js");
        worker.begins("c");
        assertFalse(other.begun());
    }

    @Test
    void whatWaitsForItsTurnLosesNoTime() throws Exception {
        PlayedWorker worker = workers.joinInAPlace();
        PlayedRun run = submit(new PlayedRun("a").of("tea.js").limit(Duration.ofMillis(300)));
        worker.begins("a");
        parks(worker, "a");
        worker.ask("listen", Map.of("run", "a"));
        PlayedRun other = submit(new PlayedRun("b").of("tea.js").limit(Duration.ofMillis(600)));
        worker.begins("b");
        JsonNode cancelled = worker.next("run.cancel");
        assertEquals("b", cancelled.path("params").path("run").stringValue(), "the other was answered and waits for its turn");
        assertFalse(run.over() || other.over());
    }

    @Test
    void aCrowdOfForkedWorkersShares() throws Exception {
        try (PlayedWorkers forked = PlayedWorkers.forked(folder.resolve("forked"), 20)) {
            WorkerPool of = forked.pool();
            for (int i = 0; i < 4; i++) {
                assertTrue(forked.budget().take());
                PlayedWorker single = forked.join();
                PlayedRun run = new PlayedRun("r" + i).of("tea.py");
                of.submit(run);
                assertFalse(single.begins("r" + i).path("params").has("shared"));
                run.waits();
            }
            assertTrue(forked.budget().take());
            PlayedWorker shared = forked.join();
            PlayedRun fifth = new PlayedRun("r5").of("tea.py");
            of.submit(fifth);
            JsonNode start = shared.begins("r5");
            assertTrue(start.path("params").path("shared").booleanValue());
            fifth.waits();
            parks(shared, "r5");
            of.submit(new PlayedRun("r6").of("tea.py"));
            JsonNode sixth = shared.begins("r6");
            shared.say(Map.of("jsonrpc", "2.0", "id", sixth.get("id"), "error",
                    Map.of("code", -32000, "message", "it forks", "data", Map.of("code", "alone"))));
            assertTrue(forked.budget().take());
            PlayedWorker own = forked.join();
            assertFalse(own.begins("r6").path("params").has("shared"));
            shared.answer(start, PlayedWorker.GOOD_END);
            shared.next("worker.stop");
        }
    }
}
