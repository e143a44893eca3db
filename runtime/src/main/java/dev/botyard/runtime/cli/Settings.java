package dev.botyard.runtime.cli;

import dev.botyard.runtime.config.AccountFolder;
import dev.botyard.runtime.config.ChildEnvironment;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.config.Reading;
import dev.botyard.runtime.config.SecretSources;
import dev.botyard.runtime.config.StorePlace;
import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.config.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// `botyard.yaml` as a command sees it.
final class Settings {
    private Settings() {}

    static Reading<HostSettings> read(HomeFolder home) {
        return read(home, reader(home));
    }

    private static Reading<HostSettings> read(HomeFolder home, YamlReader reader) {
        return HostSettings.read(home.settingsFile(), reader);
    }

    static YamlReader reader(HomeFolder home) {
        return new YamlReader(home, Secrets.process());
    }

    /// The store of a home.
    static StorePlace store(HomeFolder home) {
        try {
            return StorePlace.read(home, reader(home), System.getenv());
        } catch (IllegalArgumentException e) {
            throw new CliProblem(e.getMessage());
        }
    }

    /// Where the values of the settings and of all accounts come from.
    static SecretSources sources(HomeFolder home) {
        YamlReader reader = reader(home);
        new AccountFolder(home.accounts(), reader).read(read(home, reader).value()::canonical, Map.of());
        return reader.sources();
    }

    /// What scripts get of the environment.
    static ChildEnvironment childEnvironment(HomeFolder home) {
        List<String> allowed = read(home).value().plugins().environment();
        return new ChildEnvironment(System.getenv(), sources(home).variables(), () -> allowed, Map::of);
    }

    /// What is wrong with the account files, as far as it can be said without the adapters.
    static List<ConfigProblem> accountProblems(HomeFolder home) {
        return new AccountFolder(home.accounts(), reader(home))
                .read(read(home).value()::canonical, Map.of()).problems();
    }

    /// A running host keeps the settings it had when the file breaks; one that starts has none to keep.
    static void check(HomeFolder home) {
        Reading<HostSettings> reading = read(home);
        if (!reading.ok()) {
            throw new CliProblem(reading.problems().stream().map(ConfigProblem::toString).collect(Collectors.joining("\n"))
                    + "\nCorrect this in " + home.settingsFile() + " and start again.");
        }
    }
}
