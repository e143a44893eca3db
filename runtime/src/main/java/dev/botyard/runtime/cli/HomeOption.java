package dev.botyard.runtime.cli;

import dev.botyard.runtime.config.HomeFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Which home folder is meant.
final class HomeOption {
    @Option(names = "--home", paramLabel = "DIR", description = "The home folder; default: BOTYARD_HOME, else ~/.botyard.")
    private Path home;

    static HomeOption of(Path folder) {
        HomeOption option = new HomeOption();
        option.home = folder;
        return option;
    }

    HomeFolder folder() {
        return home == null ? HomeFolder.fromEnvironment(System.getenv()) : new HomeFolder(home);
    }
}
