package dev.botyard.runtime.script.worker;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.botyard.runtime.infra.thread.TestTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// When one more process helps who waits. Whether one was tried is seen in what operators are told: none can be started here.
class StartsTest {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final String LOOP = "while :; do :; done";

    private final TestTicker ticker = new TestTicker();
    private final List<Process> processes = new ArrayList<>();
    private final List<JsonNode> starts = new ArrayList<>();
    private PlayedWorkers workers;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "the state of a process is not known here");
        workers = new PlayedWorkers(folder, PROCESSORS + 4, ticker);
    }

    @AfterEach
    void close() throws IOException {
        if (workers != null) {
            workers.close();
        }
        processes.forEach(Process::destroyForcibly);
    }

    /// As many workers as there are processors, each with a run; their processes do what the shell is told.
    private List<PlayedWorker> allBusy(String does, boolean computing) throws Exception {
        List<PlayedWorker> busy = new ArrayList<>();
        for (int i = 0; i < PROCESSORS; i++) {
            Process process = new ProcessBuilder("sh", "-c", does).start();
            processes.add(process);
            await().until(() -> ProcessState.computes(process.pid()) == computing);
            PlayedWorker worker = workers.join(process.pid());
            workers.pool().submit(new PlayedRun("busy" + i));
            starts.add(worker.begins("busy" + i));
            busy.add(worker);
        }
        return busy;
    }

    private void oneWaits(Duration time) {
        workers.pool().submit(new PlayedRun("waits"));
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusMillis(10)) {
            ticker.advance(Duration.ofMillis(10));
        }
    }

    private boolean tried() {
        return !workers.pool().facts().state().equals("ready");
    }

    @Test
    void whileAllProcessorsComputeForOthersNoProcessIsStarted() throws Exception {
        List<PlayedWorker> busy = allBusy(LOOP, true);
        oneWaits(Duration.ofMillis(200));
        busy.getFirst().answer(starts.getFirst(), PlayedWorker.GOOD_END);
        busy.getFirst().begins("waits");
        assertFalse(tried());
    }

    @Test
    void whoStandsBehindRunsThatWaitForSomethingGetsAProcess() throws Exception {
        allBusy("exec sleep 1000", false);
        oneWaits(Duration.ofMillis(30));
        await("a start was tried").until(this::tried);
    }

    @Test
    void nobodyStandsBehindAnEndlessLoop() throws Exception {
        allBusy(LOOP, true);
        oneWaits(Duration.ofMillis(300));
        await("a start was tried").until(this::tried);
    }

    @Test
    void ofAProcessThatIsGoneItIsNotSaidThatItComputes() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        assertFalse(ProcessState.computes(gone.pid()));
    }
}
