package dev.botyard.runtime.cli;

import dev.botyard.runtime.config.AccountFolder;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.config.Reading;
import dev.botyard.runtime.config.Secrets;
import dev.botyard.runtime.config.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// `botyard.yaml` as a command sees it.
final class Settings {
    private Settings() {}

    static Reading<HostSettings> read(HomeFolder home) {
        return HostSettings.read(home.settingsFile(), new YamlReader(home, Secrets.process()));
    }

    /// What is wrong with the account files, as far as it can be said without the adapters.
    static List<ConfigProblem> accountProblems(HomeFolder home) {
        return new AccountFolder(home.accounts(), new YamlReader(home, Secrets.process()))
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
