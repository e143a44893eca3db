package dev.botyard.runtime.cli;

import dev.botyard.runtime.config.HomeFolder;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Which home folder is meant. The option itself belongs to [BotyardCommand] and may stand before the command, after it and after its
/// subcommand alike.
@Command
final class HomeOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private Path given;

    static HomeOption of(Path folder) {
        HomeOption option = new HomeOption();
        option.given = folder;
        return option;
    }

    static HomeOption of(CommandSpec command) {
        HomeOption option = new HomeOption();
        option.command = command;
        return option;
    }

    HomeFolder folder() {
        Path named = given != null ? given : command.root().userObject() instanceof BotyardCommand root ? root.home() : null;
        return named == null ? HomeFolder.fromEnvironment(System.getenv()) : new HomeFolder(named);
    }
}
