package dev.botyard.runtime.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `botyard store`.
@Command(name = "store", description = "Moves what survives to another database.", mixinStandardHelpOptions = true, subcommands = StoreCopyCommand.class)
final class StoreCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
