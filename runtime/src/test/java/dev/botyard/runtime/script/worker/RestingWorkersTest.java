package dev.botyard.runtime.script.worker;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Forked workers whose runs wait for people.
class RestingWorkersTest {
    private static final int MOST = 20;

    @TempDir
    private Path folder;
    private PlayedWorkers workers;
    private WorkerPool pool;

    @BeforeEach
    void open() throws IOException {
        workers = PlayedWorkers.forked(folder, MOST);
        pool = workers.pool();
    }

    @AfterEach
    void close() throws IOException {
        workers.close();
    }

    private PlayedRun submit(String token) {
        PlayedRun run = new PlayedRun(token);
        pool.submit(run);
        return run;
    }

    @Test
    void aRunThatWaitsHoldsNoPlaceAndOneThatGoesOnTakesOneThoughAllAreTaken() throws Exception {
        PlayedWorker worker = workers.joinInAPlace();
        PlayedRun run = submit("a");
        JsonNode start = worker.begins("a");
        for (int i = 1; i < MOST; i++) {
            assertTrue(workers.budget().take());
        }
        assertTrue(workers.budget().full());
        run.waits();
        assertTrue(workers.budget().take());
        run.goesOn();
        workers.budget().give();
        assertTrue(workers.budget().full(), "it holds the place that was taken for it");
        worker.answer(start, PlayedWorker.GOOD_END);
        assertTrue(run.result().ok());
        assertEquals("worker idle",
                pool.facts().workers() == 1 && pool.facts().idle() == 1 ? "worker idle" : pool.facts().toString());
    }

    @Test
    void aWorkerWhoseRunWaitsIsGivenNoOther() throws Exception {
        PlayedWorker worker = workers.joinInAPlace();
        PlayedRun first = submit("a");
        JsonNode start = worker.begins("a");
        first.waits();
        PlayedWorker other = workers.joinInAPlace();
        submit("b");
        other.begins("b");
        assertTrue(worker.silent());
        first.goesOn();
        worker.answer(start, PlayedWorker.GOOD_END);
        assertTrue(first.result().ok());
        submit("c");
        worker.begins("c");
    }

    @Test
    void afterAWaveOnlyAFewWorkersStandBy() throws Exception {
        List<PlayedWorker> all = new ArrayList<>();
        List<PlayedRun> runs = new ArrayList<>();
        List<JsonNode> starts = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            all.add(workers.joinInAPlace());
            runs.add(submit("r" + i));
            starts.add(all.get(i).begins("r" + i));
            runs.get(i).waits();
        }
        assertEquals(MOST, pool.facts().workers());
        for (int i = 0; i < MOST; i++) {
            runs.get(i).goesOn();
            all.get(i).answer(starts.get(i), PlayedWorker.GOOD_END);
            assertTrue(runs.get(i).result().ok());
        }
        await().until(() -> pool.facts().workers() == 8);
        assertEquals(8, pool.facts().idle());
        all.getLast().next("worker.stop");
    }

    @Test
    void aProcessThatEndsWhileItsRunWaitsGivesItsPlaceBackOnce() throws Exception {
        PlayedWorker worker = workers.joinInAPlace();
        PlayedRun run = submit("a");
        worker.begins("a");
        run.waits();
        pool.exited(worker.pid(), WorkerEnd.signal(11));
        worker.close();
        assertEquals("the worker process was ended by signal 11", run.result().error());
        run.goesOn();
        await().until(() -> pool.facts().workers() == 0);
        for (int i = 0; i < MOST; i++) {
            assertTrue(workers.budget().take());
        }
        assertTrue(workers.budget().full());
    }

    @Test
    void aRunThatEndsThoughOneOfItsThreadsWaitsFreesItsWorker() throws Exception {
        PlayedWorker worker = workers.joinInAPlace();
        PlayedRun run = submit("a");
        JsonNode start = worker.begins("a");
        run.waits();
        worker.answer(start, PlayedWorker.GOOD_END);
        assertTrue(run.result().ok());
        run.goesOn();
        submit("b");
        worker.begins("b");
    }

    @Test
    void itsTimeAndItsEndAreWatchedWhileItWaits() throws Exception {
        PlayedWorker worker = workers.joinInAPlace();
        PlayedRun run = new PlayedRun("a").limit(Duration.ofMillis(1));
        pool.submit(run);
        JsonNode start = worker.begins("a");
        run.waits();
        assertEquals("the run was ended after its time limit of 0.001 s",
                worker.next("run.cancel").path("params").path("reason").stringValue());
        worker.answer(start, PlayedWorker.GOOD_END);
        assertEquals(RunStatus.CANCELLED, run.result().status());
    }

    @Test
    void whoWaitsWhenTheHostStopsIsEnded() throws Exception {
        PlayedWorker worker = workers.joinInAPlace();
        PlayedRun run = submit("a");
        worker.begins("a");
        run.waits();
        pool.close();
        assertEquals("KILLED the host stopped the worker", run.result().status() + " " + run.result().error());
    }
}
