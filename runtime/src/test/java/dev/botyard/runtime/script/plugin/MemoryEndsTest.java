package dev.botyard.runtime.script.plugin;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.worker.RunResult;
import dev.botyard.runtime.script.worker.RunStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryEndsTest {
    @TempDir
    private Path folder;

    private static Run run(String file, RunResult how) {
        Run run = Scripts.run(Scripts.plugin(file), RunContext.without(Trigger.CRON, ""));
        run.finished(how);
        return run;
    }

    private static RunResult killed(String why, boolean outOfMemory) {
        return new RunResult(RunStatus.KILLED, -1, null, why, "", outOfMemory);
    }

    @Test
    void theLastRunThatTheSystemHasEndedIsKnownAfterTheNextStartToo() {
        try (Store store = Store.open(folder.resolve("botyard.db"))) {
            MemoryEnds ends = new MemoryEnds(store.hostState());
            assertEquals("{\"workers\":[],\"languages\":[],\"plugins\":[],\"out_of_memory\":null}",
                    Shown.text(new RunFacts(List.of(), List.of(), List.of(), ends.last())));
            ends.ended(run("tea.py", killed("by signal 9", true)));
            ends.ended(run("cake.py", killed("the host is stopping", false)));
            assertEquals(Optional.of("tea.py by signal 9"), ends.last().map(last -> last.plugin() + " " + last.error()));
            await().until(() -> !store.hostState().all("memory.").isEmpty());
            assertEquals(ends.last(), new MemoryEnds(store.hostState()).last());
        }
    }
}
