package dev.botyard.runtime.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `botyard new`.
@Command(name = "new", description = "Writes a plugin, an account file, botyard.yaml or an adapter project to start from. Never overwrites.", subcommands = {
    NewPluginCommand.class, NewAccountCommand.class, NewSettingsCommand.class,
    NewAdapterCommand.class}, mixinStandardHelpOptions = true)
final class NewCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
