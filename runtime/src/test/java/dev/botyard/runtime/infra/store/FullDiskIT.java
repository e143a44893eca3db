package dev.botyard.runtime.infra.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.botyard.api.error.FullDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real file system without room, where this user may mount one.
class FullDiskIT {
    @TempDir
    Path folder;
    private Path small;

    @BeforeEach
    void mount() throws Exception {
        small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", small.toString()) == 0,
                "a small file system cannot be mounted here: a full disk is not tried");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", small.toString());
    }

    private static int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void theStoreSaysSoKeepsWhatItHasAndGoesOnWhenThereIsRoom() throws Exception {
        Path ballast = Files.write(small.resolve("ballast"), new byte[1 << 20]);
        try (Store store = Store.open(small.resolve("botyard.db"))) {
            store.buckets().set("otto", "first", "kept");
            StoreException full = assertThrows(StoreException.class, () -> {
                for (int i = 0; i < 100; i++) {
                    store.buckets().set("otto", "k" + i, "x".repeat(100_000));
                }
            });
            assertTrue(full.getMessage().endsWith(FullDisk.SENTENCE), full::getMessage);
            assertEquals("kept", store.buckets().get("otto", "first"));
            Files.delete(ballast);
            store.buckets().set("otto", "second", "kept too");
            assertEquals("kept too", store.buckets().get("otto", "second"));
        }
    }

    @Test
    void aFileSaysTheSame() {
        IOException full = assertThrows(IOException.class, () -> Files.write(small.resolve("big"), new byte[4 << 20]));
        assertEquals(FullDisk.SENTENCE, FullDisk.meaning(full));
        assertEquals("Permission denied", FullDisk.meaning(new IOException("Permission denied")));
    }
}
