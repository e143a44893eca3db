package dev.botyard.runtime.ops.backup;

import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HomeLock;
import dev.botyard.runtime.infra.store.DatabaseCopy;
import dev.botyard.runtime.infra.store.StoreException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts a backup in the place of what a home holds, which is kept. Nothing of the home is touched before all of the backup was unpacked
/// beside it and found whole.
public final class Restore {
    static final String FORMER = "before-restore-";
    static final String UNPACKED = ".restoring-";
    private static final Logger log = LoggerFactory.getLogger(Restore.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final HomeFolder home;
    private final Clock local;
    private final Optional<ServerRestore> server;

    /// Into the files of the home alone, whatever the settings in the backup say of a store elsewhere.
    public Restore(HomeFolder home, Clock clock) {
        this(home, clock, Optional.empty());
    }

    /// @param server puts the database where the restored settings want it
    public Restore(HomeFolder home, Clock clock, Optional<ServerRestore> server) {
        this.home = home;
        this.local = clock.withZone(ZoneId.systemDefault());
        this.server = server;
    }

    /// @param manifest what was restored
    /// @param former   where the former state lies, null when there was none
    public record Restored(Manifest manifest, Path former) {}

    /// @param told hears what is done
    /// @throws BackupException in a sentence; the home is as it was
    /// @throws dev.botyard.runtime.config.HomeException when a host runs on the home
    public Restored from(Path backup, Consumer<String> told) {
        boolean empty = isEmpty();
        // The lock needs its folder, and a home that is not there yet has nobody to hold it.
        home.create();
        try (HomeLock lock = home.lock()) {
            log.debug("home {} is held by {}", home.root(), lock);
            Path unpacked = home.root().resolve(UNPACKED + UUID.randomUUID());
            try {
                Manifest manifest = Unpacked.into(unpacked, backup);
                DatabaseCopy.check(unpacked.resolve(Contents.DATABASE));
                told.accept("The backup is whole.");
                return new Restored(manifest, server.isPresent()
                        ? server.get().around(home, unpacked, told, () -> exchange(unpacked, empty))
                        : exchange(unpacked, empty));
            } catch (IOException failure) {
                throw new BackupException(backup + " cannot be restored: " + failure.getMessage(), failure);
            } catch (BackupException | StoreException failure) {
                throw new BackupException(backup + " cannot be restored: " + failure.getMessage(), failure);
            } finally {
                Unpacked.delete(unpacked);
            }
        }
    }

    private boolean isEmpty() {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(home.root())) {
            return !entries.iterator().hasNext();
        } catch (IOException _) {
            return true;
        }
    }

    private record Move(Path from, Path to) {}

    /// Entry by entry, since a home may be a mount, which cannot be renamed. What was done is taken back when it cannot be finished.
    private Path exchange(Path unpacked, boolean empty) throws IOException {
        Path former = home.root().resolve(FORMER + TIME.format(LocalDateTime.now(local)));
        Files.createDirectories(former);
        List<Move> done = new ArrayList<>();
        try {
            for (Path entry : entries(home.root())) {
                String name = entry.getFileName().toString();
                if (!name.startsWith(FORMER) && !name.startsWith(UNPACKED) && !name.equals(HomeFolder.BACKUPS)) {
                    move(entry, former.resolve(name), done);
                }
            }
            for (Path entry : entries(unpacked)) {
                Path place = home.root().resolve(entry.getFileName().toString());
                // Earlier versions kept backups in backups.
                if (place.equals(home.backups()) && Files.isDirectory(place)) {
                    addMissing(entry, place, done);
                } else {
                    move(entry, place, done);
                }
            }
            // They belong to the machine, not to its state, and may not be had again without a network.
            Path packages = former.resolve("data/packages");
            if (Files.isDirectory(packages)) {
                move(packages, home.data().resolve("packages"), done);
            }
        } catch (IOException failure) {
            for (Move move : done.reversed()) {
                Files.move(move.to, move.from);
            }
            Files.deleteIfExists(former);
            throw failure;
        }
        if (empty) {
            Unpacked.delete(former);
            return null;
        }
        return former;
    }

    private static void addMissing(Path from, Path to, List<Move> done) throws IOException {
        for (Path entry : entries(from)) {
            Path place = to.resolve(entry.getFileName().toString());
            if (!Files.exists(place)) {
                move(entry, place, done);
            }
        }
    }

    private static void move(Path from, Path to, List<Move> done) throws IOException {
        Files.move(from, to);
        done.add(new Move(from, to));
    }

    private static List<Path> entries(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(found::add);
        }
        return found;
    }
}
