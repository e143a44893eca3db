package dev.botyard.runtime.ops.backup;

import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.infra.secret.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The backups that lie in the home's own folder for them, which no backup keeps and no restoring moves.
public final class KeptBackups {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final String ENDING = ".zip";

    private final HomeFolder home;

    public KeptBackups(HomeFolder home) {
        this.home = home;
    }

    /// One of them.
    ///
    /// @param file  where it is
    /// @param made  when it was written
    /// @param bytes how large it is
    public record Kept(String file, Instant made, long bytes) {}

    /// The name of a backup that is made now, such as `botyard-backup-20260102-120000.zip`.
    public static String name(String what, Clock clock) {
        return what + "-" + TIME.format(LocalDateTime.now(clock.withZone(ZoneId.systemDefault()))) + ENDING;
    }

    /// Where the next one is written to. The folder is made when it is missing; only this user can look into it.
    public Path next(String what, Clock clock) throws IOException {
        PrivateFiles.createFolder(home.backups());
        return home.backups().resolve(name(what, clock));
    }

    /// The newest first.
    public List<Kept> all() throws IOException {
        List<Kept> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home.backups(), "*" + ENDING)) {
            for (Path file : files) {
                BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
                if (facts.isRegularFile()) {
                    found.add(new Kept(file.toString(), facts.lastModifiedTime().toInstant(), facts.size()));
                }
            }
        } catch (NoSuchFileException _) {
            return found;
        }
        found.sort(Comparator.comparing(Kept::made).thenComparing(Kept::file).reversed());
        return found;
    }
}
