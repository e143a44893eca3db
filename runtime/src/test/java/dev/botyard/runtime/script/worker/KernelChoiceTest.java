package dev.botyard.runtime.script.worker;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class KernelChoiceTest {
    private static final long NOBODY = 400_000_000;

    static int score(long pid) throws IOException {
        return Integer.parseInt(Files.readString(Path.of("/proc/" + pid + "/oom_score_adj")).strip());
    }

    @Test
    void workersAreChosenBeforeLaunchersAndThoseBeforeTheHost() throws Exception {
        Process worker = new ProcessBuilder("cat").start();
        Process launcher = new ProcessBuilder("cat").start();
        try {
            KernelChoice.worker(worker.pid());
            KernelChoice.launcher(launcher.pid());
            assertTrue(score(worker.pid()) >= 600 && score(worker.pid()) >= score(launcher.pid()));
            int host = score(ProcessHandle.current().pid());
            assertTrue(host >= 300 || score(launcher.pid()) > host);
        } finally {
            worker.destroyForcibly();
            launcher.destroyForcibly();
        }
    }

    /// As root one could lower it, and an operator may have put it higher.
    @Test
    void nothingIsLowered() throws Exception {
        Process process = new ProcessBuilder("cat").start();
        try {
            Files.writeString(Path.of("/proc/" + process.pid() + "/oom_score_adj"), "900");
            KernelChoice.worker(process.pid());
            assertEquals(900, score(process.pid()));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aProcessThatIsGoneIsNoMatter() {
        assertDoesNotThrow(() -> KernelChoice.worker(NOBODY));
    }
}
