package dev.botyard.adapters.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.botyard.testkit.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the tests of the page's logic with Node.js; skipped aloud without it.
class PageScriptsTest {
    @Test
    void thePageLogicWorks(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("page-scripts.log");
        Process process;
        try {
            process = new ProcessBuilder("node", "--test", "src/test/js/").redirectErrorStream(true).redirectOutput(log.toFile())
                    .start();
        } catch (IOException missing) {
            assumeTrue(false, "SKIPPED: the page's logic was not tested, because Node.js is not installed");
            return;
        }
        assertEquals(true, process.waitFor(Patience.seconds(60).toSeconds(), TimeUnit.SECONDS),
                "node --test did not end in time");
        String output = Files.readString(log);
        assertEquals(0, process.exitValue(), output);
    }
}
