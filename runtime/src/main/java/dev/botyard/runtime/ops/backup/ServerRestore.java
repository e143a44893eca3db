package dev.botyard.runtime.ops.backup;

import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.StorePlace;
import dev.botyard.runtime.config.YamlReader;
import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.infra.store.StoreCopy;
import dev.botyard.runtime.infra.store.StoreException;
import dev.botyard.runtime.infra.store.StoreServer;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Puts the database of a backup onto PostgreSQL, where the restored settings keep it there. What the server held lies among the former state.
public final class ServerRestore {
    private static final String FORMER = "server.db";

    private final Map<String, String> environment;
    private final Ticker ticker;

    /// @param environment may name the store
    public ServerRestore(Map<String, String> environment, Ticker ticker) {
        this.environment = environment;
        this.ticker = ticker;
    }

    /// Takes the place of the home's files.
    interface Exchange {
        Path run() throws IOException;
    }

    /// @return where the former state lies, null when there was none
    Path around(HomeFolder home, Path unpacked, Consumer<String> told, Exchange files) throws IOException {
        StorePlace place;
        try {
            place = StorePlace.read(new HomeFolder(unpacked), new YamlReader(new HomeFolder(unpacked), Secrets.process()),
                    environment);
        } catch (IllegalArgumentException unclear) {
            throw new BackupException(unclear.getMessage(), unclear);
        }
        if (place.server().isEmpty()) {
            return files.run();
        }
        StoreServer server = place.server().get();
        String name = StorePlace.file(home).name();
        Path former = unpacked.resolveSibling(unpacked.getFileName() + "-" + FORMER);
        try {
            Optional<Path> held = StoreCopy.holds(server) ? Optional.of(former) : Optional.empty();
            held.ifPresent(file -> StoreCopy.toFile(server, file, ticker));
            Path database = unpacked.resolve(Contents.DATABASE);
            StoreCopy.toServer(database, server, name, true, ticker);
            told.accept("The database is on the server: " + server.shown() + ".");
            Files.delete(database);
            return exchanged(home, files, server, name, held);
        } finally {
            Files.deleteIfExists(former);
        }
    }

    private Path exchanged(HomeFolder home, Exchange files, StoreServer server, String name, Optional<Path> held)
            throws IOException {
        Path place;
        try {
            place = files.run();
        } catch (IOException | RuntimeException failure) {
            held.ifPresent(file -> putBack(file, server, name, failure));
            throw failure;
        }
        if (held.isPresent()) {
            Path kept = place == null ? Files.createDirectories(home.root().resolve(Restore.FORMER + "server")) : place;
            Files.move(held.get(), kept.resolve(FORMER));
            return kept;
        }
        return place;
    }

    private void putBack(Path file, StoreServer server, String name, Exception failure) {
        try {
            StoreCopy.toServer(file, server, name, true, ticker);
        } catch (StoreException second) {
            failure.addSuppressed(second);
        }
    }
}
