package dev.botyard.runtime.script.worker;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.TestTicker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// How many workers stand by, and for how long.
class IdleWorkersTest {
    /// More than any machine keeps of one kind.
    private static final int WAVE = 9;
    private static final int KEPT = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
    /// An end after which the worker is its plugin's.
    private static final Map<String, Object> WITH_PACKAGES = Map.of("status", "ok", "exit", 0, "reusable", true, "packages",
            true);

    @TempDir
    private Path folder;
    private final TestTicker ticker = new TestTicker();
    private PlayedWorkers workers;
    private WorkerPool pool;

    @BeforeEach
    void open() throws IOException {
        workers = new PlayedWorkers(folder, 4 * WAVE, ticker);
        pool = workers.pool();
    }

    @AfterEach
    void close() throws IOException {
        workers.close();
    }

    /// Runs of the plugin, all at once, each in a worker of its own, which stands by afterwards.
    private List<PlayedWorker> wave(String plugin, Map<String, Object> end) throws Exception {
        List<PlayedWorker> all = new ArrayList<>();
        List<PlayedRun> runs = new ArrayList<>();
        List<JsonNode> starts = new ArrayList<>();
        for (int i = 0; i < WAVE; i++) {
            PlayedWorker worker = workers.joinInAPlace();
            PlayedRun run = new PlayedRun(plugin + i).of(plugin);
            pool.submit(run);
            starts.add(worker.begins(plugin + i));
            all.add(worker);
            runs.add(run);
        }
        for (int i = 0; i < WAVE; i++) {
            all.get(i).answer(starts.get(i), end);
            assertTrue(runs.get(i).result().ok());
        }
        return all;
    }

    private void after(Duration time) {
        ticker.advance(time);
    }

    @Test
    void aWaveMayComeAgainAtOnce() throws Exception {
        wave("a.js", WITH_PACKAGES);
        after(Duration.ofSeconds(9));
        assertEquals(WAVE, pool.facts().idle());
    }

    @Test
    void ofEachPluginThatHasWorkersOfItsOwnAFewStandByForLong() throws Exception {
        List<PlayedWorker> first = wave("a.js", WITH_PACKAGES);
        wave("b.js", WITH_PACKAGES);
        wave("c.js", PlayedWorker.GOOD_END);
        after(Duration.ofSeconds(11));
        await().until(() -> pool.facts().workers() == 3 * KEPT);
        assertEquals(3 * KEPT, pool.facts().idle());
        first.getFirst().next("worker.stop");
        assertTrue(first.getLast().silent(), "the warmest stays");
        after(Duration.ofMinutes(9));
        assertEquals(3 * KEPT, pool.facts().idle());
        after(Duration.ofMinutes(1));
        assertEquals(0, pool.facts().idle());
        first.getLast().next("worker.stop");
    }
}
