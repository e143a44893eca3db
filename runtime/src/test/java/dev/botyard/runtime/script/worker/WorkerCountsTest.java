package dev.botyard.runtime.script.worker;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.infra.thread.TestTicker;
import dev.botyard.runtime.script.worker.WorkerCounts.Cause;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerCountsTest {
    private final TestTicker ticker = new TestTicker();
    private PlayedWorkers workers;
    private WorkerCounts counts;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        workers = new PlayedWorkers(folder, 4, ticker);
        counts = workers.budget().counts();
    }

    @AfterEach
    void close() throws IOException {
        workers.close();
    }

    private void awaitEnds(Cause cause, long count) {
        await().until(() -> {
            ticker.advance(Duration.ofSeconds(3));
            return counts.ends().get(cause) == count;
        });
    }

    @Test
    void processesAreCountedWhenTheyComeAndByWhyTheyGo() throws Exception {
        PlayedWorker starved = workers.join();
        PlayedWorker crashed = workers.join();
        workers.join();
        assertEquals(3, counts.starts());

        workers.pool().exited(starved.pid(), WorkerEnd.signal(9));
        starved.close();
        awaitEnds(Cause.OUT_OF_MEMORY, 1);
        crashed.close();
        awaitEnds(Cause.CRASHED, 1);
        workers.pool().close();
        awaitEnds(Cause.RETIRED, 1);

        assertEquals(0, counts.ends().get(Cause.KILLED));
    }

    @Test
    void oneThatTheHostEndsWithItsRunIsKilled() throws Exception {
        PlayedWorker worker = workers.join();
        workers.pool().submit(new PlayedRun("a"));
        worker.begins("a");
        workers.pool().close();
        awaitEnds(Cause.KILLED, 1);
    }

    @Test
    void oneThatDoesNotComeIsCounted() {
        workers.pool().submit(new PlayedRun("a"));
        await().until(() -> counts.failures() == 1);
        assertEquals(0, counts.starts());
    }
}
