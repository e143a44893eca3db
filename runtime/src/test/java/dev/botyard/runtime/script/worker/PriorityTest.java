package dev.botyard.runtime.script.worker;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PriorityTest {
    private static final long NOBODY = 400_000_000;

    /// The 19th field of `stat`, counted from behind the name.
    private static int nice(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessMakesWayForTheOthersAndNobodyElseDoes() throws Exception {
        long before = nice(ProcessHandle.current().pid());
        Process lowered = new ProcessBuilder("cat").start();
        Process other = new ProcessBuilder("cat").start();
        try {
            Priority.lower(lowered.pid());
            assertEquals(15, nice(lowered.pid()));
            assertEquals(before, nice(other.pid()));
            assertEquals(before, nice(ProcessHandle.current().pid()));
        } finally {
            lowered.destroyForcibly();
            other.destroyForcibly();
        }
    }

    @Test
    void aProcessThatIsGoneIsNoMatter() {
        assertDoesNotThrow(() -> Priority.lower(NOBODY));
    }

    @Test
    void aRunIsGreedyOnlyByWhatItsProcessComputesDuringIt() {
        CpuWatch watch = new CpuWatch(ProcessHandle.current().pid());
        PlayedRun run = new PlayedRun("r");
        long second = 1_000_000_000L;
        assertFalse(watch.greedy(run, 0), "nothing has been measured");
        assertFalse(watch.greedy(run, second), "what the process computed before is not the run's");
        assertFalse(watch.greedy(new PlayedRun("next"), 2 * second), "another run begins at nothing");
        assertFalse(watch.greedy(null, 3 * second));
        assertFalse(new CpuWatch(NOBODY).greedy(null, 0));
    }
}
