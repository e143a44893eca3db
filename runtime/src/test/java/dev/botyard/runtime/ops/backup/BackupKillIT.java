package dev.botyard.runtime.ops.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.StorePlace;
import dev.botyard.runtime.infra.store.BucketWriter;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backups of a home on which a process writes, and of one whose process was killed.
class BackupKillIT {
    @TempDir
    private Path folder;

    @Test
    void whatWasWrittenBeforeABackupIsInItThoughTheHostIsKilledThen() throws Exception {
        HomeFolder home = new HomeFolder(folder.resolve("home"));
        home.create();
        List<String> returned = new ArrayList<>();
        List<String> beforeTheFirst = List.of();
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), BucketWriter.class.getName(),
                home.database().toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                returned.add(line);
                if (returned.size() == 500) {
                    beforeTheFirst = List.copyOf(returned);
                    new Backup(StorePlace.file(home), "1", Ticker.system()).write(folder.resolve("running.zip"), false);
                }
                if (returned.size() == 1_000) {
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly();
        }
        // The last line may have been cut off by the kill.
        returned.removeLast();
        assertTrue(Files.size(home.data().resolve("botyard.db-wal")) > 0, "the writer came to an orderly end");
        new Backup(StorePlace.file(home), "1", Ticker.system()).write(folder.resolve("killed.zip"), false);

        assertEquals(Set.of(), missing(beforeTheFirst, "running.zip", new HomeFolder(folder.resolve("other"))));
        assertEquals(Set.of(), missing(returned, "killed.zip", new HomeFolder(folder.resolve("third"))));
        assertEquals(Set.of(), missing(beforeTheFirst, "running.zip", home), "and over the killed one itself");
    }

    private Set<String> missing(List<String> keys, String backup, HomeFolder into) {
        new Restore(into, Ticker.system()).from(folder.resolve(backup), said -> {});
        try (Store store = Store.open(into.database())) {
            Set<String> missing = new HashSet<>(keys);
            missing.removeAll(store.buckets().keys("kill", null));
            assertEquals(List.of(), store.check());
            return missing;
        }
    }
}
