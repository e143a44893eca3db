package dev.botyard.runtime.infra.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
    @TempDir
    Path folder;

    @Test
    void whoeverOpensADatabaseKeepsTheLibraryOutOfTheFolderOfEverybody() {
        Store.open(folder.resolve("botyard.db")).close();
        assertNotNull(System.getProperty("org.sqlite.tmpdir"));
    }

    @Test
    void itLiesInTheRunFolderWhereThereIsOne() throws Exception {
        assertEquals(folder, NativeLibrary.folder(folder.resolve("botyard.db")));
        Files.createDirectory(folder.resolve("run"));
        assertEquals(folder.resolve("run"), NativeLibrary.folder(folder.resolve("botyard.db")));
    }

    @Test
    void whatAKilledProcessLeftIsRemoved() throws Exception {
        for (String name : List.of("sqlite-3.50.1.0-u-libsqlitejdbc.so", "sqlite-3.50.1.0-u-libsqlitejdbc.so.lck", "host.json")) {
            Files.createFile(folder.resolve(name));
        }
        NativeLibrary.sweep(folder, Instant.EPOCH);
        assertEquals(3, count());
        NativeLibrary.sweep(folder, Instant.now().plusSeconds(60));
        assertEquals(1, count());
    }

    private long count() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
