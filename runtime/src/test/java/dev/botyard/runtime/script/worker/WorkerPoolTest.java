package dev.botyard.runtime.script.worker;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import dev.botyard.runtime.script.header.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Which worker gets which run, and what becomes of the others.
class WorkerPoolTest {
    @TempDir
    private Path folder;
    private PlayedWorkers workers;
    private WorkerPool pool;

    @BeforeEach
    void open() throws IOException {
        workers = new PlayedWorkers(folder, 2);
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
    void aRunGoesToTheWorkerThatWasBusyLast() throws Exception {
        PlayedWorker cold = workers.join();
        PlayedWorker warm = workers.join();
        for (int i = 0; i < 3; i++) {
            PlayedRun run = submit("r" + i);
            warm.answer(warm.begins("r" + i), PlayedWorker.GOOD_END);
            assertTrue(run.result().ok());
        }
        assertTrue(cold.silent());
    }

    @Test
    void whereAllAreBusyRunsWaitInTheirOrder() throws Exception {
        PlayedWorker one = workers.join();
        PlayedWorker two = workers.join();
        submit("a");
        submit("b");
        PlayedRun third = submit("c");
        submit("d");
        JsonNode a = two.begins("a");
        one.begins("b");
        assertFalse(third.begun());
        assertEquals(2, pool.facts().queued());
        two.answer(a, PlayedWorker.GOOD_END);
        two.answer(two.begins("c"), PlayedWorker.GOOD_END);
        two.begins("d");
    }

    @Test
    void aWaitingRunThatIsCancelledIsNeverBegun() throws Exception {
        PlayedWorker worker = workers.join();
        submit("a");
        PlayedRun cancelled = submit("b");
        submit("c");
        pool.cancel(cancelled, "nobody wants it");
        assertEquals("CANCELLED nobody wants it", cancelled.result().status() + " " + cancelled.result().error());
        worker.answer(worker.begins("a"), PlayedWorker.GOOD_END);
        worker.begins("c");
        assertFalse(cancelled.begun());
    }

    @Test
    void aWorkerThatIsNotToBeUsedAgainIsStoppedAndItsPlaceIsFree() throws Exception {
        PlayedWorker worker = workers.join();
        PlayedRun run = submit("a");
        worker.answer(worker.begins("a"), Map.of("status", "ok", "exit", 0, "reusable", false));
        assertTrue(run.result().ok());
        worker.next("worker.stop");
        worker.awaitEnd();
        await().until(() -> pool.facts().workers() == 0);
    }

    @Test
    void aRunThatWantsAProcessOfItsOwnGetsOneThatRanNothingAndIsTheLastOfIt() throws Exception {
        PlayedWorker used = workers.join();
        PlayedRun first = submit("a");
        used.answer(used.begins("a"), PlayedWorker.GOOD_END);
        assertTrue(first.result().ok());
        PlayedRun alone = new PlayedRun("alone").fresh();
        pool.submit(alone);
        PlayedWorker fresh = workers.join();
        fresh.answer(fresh.begins("alone"), PlayedWorker.GOOD_END);
        assertTrue(alone.result().ok());
        fresh.next("worker.stop");
        assertTrue(used.silent());
    }

    /// Warm workers hold all the places there are.
    @Test
    void aRunThatWantsAProcessOfItsOwnIsMadeRoomFor() throws Exception {
        PlayedWorker one = workers.join();
        PlayedWorker two = workers.join();
        submit("a");
        submit("b");
        JsonNode a = two.begins("a");
        one.answer(one.begins("b"), PlayedWorker.GOOD_END);
        two.answer(a, PlayedWorker.GOOD_END);
        await().until(() -> pool.facts().idle() == 2);
        pool.submit(new PlayedRun("alone").fresh());
        await("a warm worker makes room").until(() -> !one.silent() || !two.silent());
        (one.silent() ? two : one).next("worker.stop");
    }

    /// While others always wait too, a used worker would never be idle.
    @Test
    void aRunThatWantsAProcessOfItsOwnHasItsTurnAmongOthers() throws Exception {
        PlayedWorker one = workers.join();
        PlayedWorker two = workers.join();
        submit("a");
        submit("b");
        JsonNode a = two.begins("a");
        JsonNode b = one.begins("b");
        pool.submit(new PlayedRun("alone").fresh());
        submit("c");
        submit("d");
        two.answer(a, PlayedWorker.GOOD_END);
        two.next("worker.stop");
        one.answer(b, PlayedWorker.GOOD_END);
        one.begins("c");
    }

    @Test
    void whoWaitsForAProcessOfItsOwnHoldsNobodyUp() throws Exception {
        PlayedWorker one = workers.join();
        submit("a");
        one.answer(one.begins("a"), PlayedWorker.GOOD_END);
        await().until(() -> pool.facts().idle() == 1);
        PlayedRun alone = new PlayedRun("alone").fresh();
        pool.submit(alone);
        submit("b");
        one.begins("b");
        assertFalse(alone.begun());
    }

    @Test
    void anIdleWorkerThatRanNothingIsGivenToTheRunThatWantsOne() throws Exception {
        PlayedWorker one = workers.join();
        workers.join();
        pool.submit(new PlayedRun("alone").fresh());
        one.begins("alone");
    }

    @Test
    void aDeadWorkerIsGivenNothingMoreAndItsRunIsKilledWithWhatWasTold() throws Exception {
        PlayedWorker doomed = workers.join();
        PlayedRun run = submit("a");
        doomed.begins("a");
        PlayedWorker other = workers.join();
        pool.exited(doomed.pid(), WorkerEnd.signal(9));
        doomed.close();
        assertEquals("KILLED " + WorkerEnd.signal(9).words(), run.result().status() + " " + run.result().error());
        assertTrue(run.result().outOfMemory());
        submit("b");
        other.begins("b");
    }

    /// The host knows whom it has killed itself, and memory has nothing to do with it.
    @Test
    void aProcessThatTheHostHasKilledIsNoneThatFoundNoMemory() throws Exception {
        PlayedWorker doomed = workers.join();
        PlayedRun run = submit("a");
        doomed.begins("a");
        pool.close();
        pool.exited(doomed.pid(), WorkerEnd.signal(9));
        assertEquals("the host stopped the worker", run.result().error());
        assertFalse(run.result().outOfMemory());
    }

    @Test
    void howAWorkerEndedMayBeToldAfterItsConnection() throws Exception {
        PlayedWorker doomed = workers.join();
        PlayedRun run = submit("a");
        doomed.begins("a");
        doomed.close();
        await().until(() -> pool.facts().workers() == 0);
        pool.exited(doomed.pid(), WorkerEnd.code(3));
        assertEquals("the worker process ended with code 3", run.result().error());
    }

    @Test
    void aDeathThatNobodyExplainsEndsTheRunToo() throws Exception {
        PlayedWorker doomed = workers.join();
        PlayedRun run = submit("a");
        doomed.begins("a");
        doomed.close();
        assertEquals("the worker process ended unexpectedly", run.result().error());
        pool.exited(doomed.pid(), WorkerEnd.signal(9));
        pool.exited(1, WorkerEnd.signal(9));
    }

    @Test
    void anIdleWorkerThatDiesIsForgotten() throws Exception {
        workers.join().close();
        await().until(() -> pool.facts().workers() == 0);
        assertEquals(0, pool.facts().idle());
    }

    @Test
    void whenNoWorkerCanBeStartedThoseWhoWaitHearWhyAndSoDoOperators() throws Exception {
        String why = "no python worker can be started: 'no-such-python' cannot be run: there is no such program;"
                + " install it or name it in botyard.yaml under plugins.python";
        PlayedRun first = submit("a");
        assertEquals("KILLED " + why, first.result().status() + " " + first.result().error());
        assertEquals(why, pool.facts().state());
        PlayedRun second = submit("b");
        assertEquals(why, second.result().error(), "before the next try is due");
    }

    @Test
    void aFaultOfTheHostWhileAWorkerStartsIsToldToThoseWhoWaitToo() throws Exception {
        WorkerServer unopened = new WorkerServer(folder.resolve("other"), workers.loops(), WorkerTransport.UNIX);
        try (WorkerPool faulty = new WorkerPool(new WorkerSettings(Language.PYTHON, List.of("no-such-python"), false, 1,
                Duration.ofMinutes(1), 0, 1_000, folder, Map::of), unopened, workers.ticker())) {
            faulty.start();
            PlayedRun waiting = new PlayedRun("a");
            faulty.submit(waiting);
            assertEquals("no python worker can be started: the socket for script workers was not opened",
                    waiting.result().error());
        }
    }

    @Test
    void whereAWorkerIsThereThatNoneCanBeAddedHarmsNobody() throws Exception {
        PlayedWorker worker = workers.join();
        submit("a");
        PlayedRun waiting = submit("b");
        await("the pool tries to start one more and cannot")
                .until(() -> !pool.facts().state().equals("ready"));
        assertFalse(waiting.over());
        worker.answer(worker.begins("a"), PlayedWorker.GOOD_END);
        worker.answer(worker.begins("b"), PlayedWorker.GOOD_END);
        assertTrue(waiting.result().ok());
    }

    @Test
    void workersWithFormerVariablesAreNotUsedAgain() throws Exception {
        PlayedWorker idle = workers.join();
        PlayedWorker busy = workers.join();
        PlayedRun run = submit("a");
        JsonNode start = busy.begins("a");
        workers.changeEnvironment();
        submit("b");
        idle.next("worker.stop");
        busy.answer(start, PlayedWorker.GOOD_END);
        assertTrue(run.result().ok());
        busy.next("worker.stop");
        assertTrue(idle.next().isMissingNode(), "it has got no run");
    }

    @Test
    void aWorkerThatNobodyNeedsIsStopped() throws Exception {
        try (PlayedWorkers shortLived = new PlayedWorkers(folder.resolve("other"), 1, Duration.ofMillis(1))) {
            shortLived.join().next("worker.stop");
        }
    }

    @Test
    void aFullQueueRefusesWithASentence() throws Exception {
        workers.join();
        submit("busy");
        List<PlayedRun> waiting = new ArrayList<>();
        for (int i = 0; i < WorkerPool.MAX_QUEUE; i++) {
            waiting.add(submit("w" + i));
        }
        String refusal = "10000 runs are already waiting for a python worker";
        assertEquals(refusal, submit("one more").result().error());
        PlayedRun fresh = new PlayedRun("fresh").fresh();
        pool.submit(fresh);
        assertTrue(fresh.over(), "it would wait like the others");
        assertEquals(refusal, fresh.result().error());
        assertFalse(waiting.getLast().over());
    }

    @Test
    void closingEndsWhatWaitsAndWhatRunsAndTakesNothingMore() throws Exception {
        PlayedWorker busy = workers.join();
        PlayedRun running = submit("a");
        busy.begins("a");
        PlayedRun waiting = submit("b");
        pool.close();
        assertEquals("the host is stopping", waiting.result().error());
        assertEquals("KILLED the host stopped the worker", running.result().status() + " " + running.result().error());
        assertEquals("the host is stopping", submit("c").result().error());
    }

    @Test
    void operatorsSeeHowManyThereAre() throws Exception {
        PlayedWorker busy = workers.join();
        submit("a");
        busy.begins("a");
        workers.join();
        await().until(() -> pool.facts().equals(
                new WorkersRecord(Language.PYTHON, 2, 1, 0, 0, "ready")));
    }
}
