package dev.botyard.runtime.ops.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.botyard.runtime.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the tests of the console's logic with Node.js; skipped aloud without it.
class ConsoleScriptsTest {
    @Test
    void theConsolesLogicWorks(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("console-scripts.log");
        Process process;
        try {
            process = new ProcessBuilder("node", "--test", "src/test/js/").redirectErrorStream(true).redirectOutput(log.toFile())
                    .start();
        } catch (IOException missing) {
            assumeTrue(false, "SKIPPED: the console's logic was not tested, because Node.js is not installed");
            return;
        }
        assertTrue(process.waitFor(Patience.SECONDS * 2, TimeUnit.SECONDS), "node --test did not end in time");
        assertEquals(0, process.exitValue(), Files.readString(log));
    }
}
