package dev.botyard.runtime.infra.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// SQLite's library is unpacked before it is loaded: beside the database, because the folder of everybody is no place for a library. A process
/// that was killed leaves its copy behind.
final class NativeLibrary {
    private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);
    private static final String FOLDER = "org.sqlite.tmpdir";
    private static final String COPIES = "sqlite-*sqlitejdbc*";
    /// Another process may be about to load its own.
    private static final Duration FRESH = Duration.ofMinutes(1);

    private NativeLibrary() {}

    /// Before the first connection of the process; later ones use what is loaded.
    static synchronized void unpackBeside(Path database) {
        if (System.getProperty(FOLDER) != null) {
            return;
        }
        Path folder = folder(database);
        System.setProperty(FOLDER, folder.toString());
        sweep(folder, Instant.now().minus(FRESH));
    }

    static Path folder(Path database) {
        Path data = database.toAbsolutePath().getParent();
        Path run = data.resolve("run");
        return Files.isDirectory(run) ? run : data;
    }

    static void sweep(Path folder, Instant before) {
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(folder, COPIES)) {
            for (Path copy : copies) {
                if (Files.getLastModifiedTime(copy).toInstant().isBefore(before)) {
                    Files.deleteIfExists(copy);
                }
            }
        } catch (IOException e) {
            log.debug("copies of SQLite's library in {} stay: {}", folder, e.getMessage());
        }
    }
}
