package dev.botyard.runtime.script.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A plugin that would take all the places.
class FairnessTest {
    private PlayedWorkers workers;
    private WorkerPool pool;
    private final List<PlayedWorker> joined = new ArrayList<>();

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        workers = new PlayedWorkers(folder, 4);
        pool = workers.pool();
        for (int i = 0; i < 4; i++) {
            assertTrue(workers.budget().take());
            joined.add(workers.join());
        }
    }

    @AfterEach
    void close() throws IOException {
        workers.close();
    }

    private PlayedRun submit(String token, String plugin) {
        PlayedRun run = new PlayedRun(token).of(plugin);
        pool.submit(run);
        return run;
    }

    private static String token(JsonNode start) {
        return start.path("params").path("run").stringValue("");
    }

    @Test
    void aPluginHasHalfOfThePlacesWhileRunsOfOthersWait() throws Exception {
        for (int i = 0; i < 8; i++) {
            submit("greedy" + i, "greedy.js");
        }
        PlayedRun modest = submit("modest", "modest.js");
        List<JsonNode> starts = new ArrayList<>();
        for (PlayedWorker worker : joined) {
            starts.add(worker.next("run.start"));
            assertTrue(token(starts.getLast()).startsWith("greedy"));
        }
        joined.get(0).answer(starts.get(0), PlayedWorker.GOOD_END);
        JsonNode next = joined.get(0).next("run.start");
        assertEquals("modest", token(next), "though others have waited longer");
        joined.get(1).answer(starts.get(1), PlayedWorker.GOOD_END);
        assertEquals("greedy4", token(joined.get(1).next("run.start")), "nobody else waits");
        joined.get(0).answer(next, PlayedWorker.GOOD_END);
        assertTrue(modest.result().ok());
        assertEquals("greedy5", token(joined.get(0).next("run.start")));
    }

    @Test
    void whoHasLessThanHalfIsNotHeldBack() throws Exception {
        submit("a", "tea.js");
        submit("b", "milk.js");
        submit("c", "cake.js");
        submit("d", "pie.js");
        PlayedRun first = submit("e", "tea.js");
        PlayedRun second = submit("f", "milk.js");
        JsonNode d = joined.get(0).next("run.start");
        joined.get(0).answer(d, PlayedWorker.GOOD_END);
        assertEquals("e", token(joined.get(0).next("run.start")));
        assertTrue(first.begun());
        assertFalse(second.begun());
    }
}
