package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.store.DatabaseCopy;
import dev.botyard.runtime.infra.store.Retention;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.store.StoreCopy;
import dev.botyard.runtime.infra.store.StoreServer;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The store of a home: the file in it, or a database on PostgreSQL. Immutable.
///
/// @param server empty for the file
public record StorePlace(HomeFolder home, Optional<StoreServer> server) {
    private static final Pattern SPEAKS_OF_IT = Pattern.compile("(?m)^\\s*[\"']?store[\"']?\\s*:");

    /// The file, whatever the settings say.
    public static StorePlace file(HomeFolder home) {
        return new StorePlace(home, Optional.empty());
    }

    /// The one that settings in force and the environment name.
    ///
    /// @throws IllegalArgumentException in a sentence, when the environment names none that can be
    public static StorePlace of(HomeFolder home, StoreSettings settings, Map<String, String> environment) {
        return new StorePlace(home, settings.in(environment).server());
    }

    /// The one that the settings file and the environment name, for who works on a home without its host.
    ///
    /// @throws IllegalArgumentException in a sentence, when that cannot be said: another store must not be taken for it
    public static StorePlace read(HomeFolder home, YamlReader reader, Map<String, String> environment) {
        Reading<HostSettings> settings = HostSettings.read(home.settingsFile(), reader);
        if (!settings.ok() && speaksOfIt(home.settingsFile())) {
            throw new IllegalArgumentException("Where the store is cannot be told, because " + home.settingsFile()
                    + " has mistakes. " + settings.problems().getFirst());
        }
        return of(home, settings.value().store(), environment);
    }

    private static boolean speaksOfIt(Path file) {
        try {
            return SPEAKS_OF_IT.matcher(Files.readString(file)).find();
        } catch (IOException _) {
            return Files.exists(file);
        }
    }

    /// Opens it; the caller holds the home.
    public Store open(Ticker ticker) {
        return open(Retention.DEFAULT, ticker);
    }

    /// The same, with as many rows as the host keeps.
    public Store open(Retention retention, Ticker ticker) {
        return server.map(named -> Store.open(named, name(), retention, ticker))
                .orElseGet(() -> Store.open(home.database(), retention, ticker));
    }

    /// Whether there may be something in it.
    public boolean exists() {
        return server.isPresent() || Files.isRegularFile(home.database());
    }

    /// Writes all that it holds into a new file, whether a host works on it or not.
    public void copyTo(Path file, InstantSource clock) {
        if (server.isPresent()) {
            StoreCopy.toFile(server.get(), file, clock);
        } else {
            DatabaseCopy.write(home.database(), file);
        }
    }

    /// What the host of this home is called on a server: the home's lock sees to it that there is one at a time.
    public String name() {
        String machine;
        try {
            machine = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            machine = "localhost";
        }
        return home.root() + " on " + machine;
    }
}
