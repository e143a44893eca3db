package dev.botyard.runtime.infra.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreKillIT {
    @TempDir
    private Path folder;

    @Test
    void keepsEveryWriteThatReturnedBeforeTheProcessWasKilled() throws Exception {
        Path file = folder.resolve("botyard.db");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), BucketWriter.class.getName(),
                file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> returned = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                returned.add(line);
                if (returned.size() == 2_000) {
                    // Through the handle, which leaves the pipe open for what was printed before the end.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly();
        }
        assertTrue(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS));
        assertTrue(returned.size() >= 2_000, () -> "only " + returned.size() + " writes returned");
        // The last line may have been cut off by the kill.
        returned.removeLast();
        try (Store store = Store.open(file)) {
            Set<String> missing = new HashSet<>(returned);
            missing.removeAll(store.buckets().keys("kill", null));
            assertEquals(Set.of(), missing);
            assertEquals(List.of(), store.check());
        }
    }
}
