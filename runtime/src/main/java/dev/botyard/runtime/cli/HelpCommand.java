package dev.botyard.runtime.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `botyard help`.
@Command(name = "help", description = "Says what a command does, such as '${ROOT-COMMAND-NAME} help accounts login'.", mixinStandardHelpOptions = true)
final class HelpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command, and the one below it; without any: all of them.")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        CommandLine command = spec.root().commandLine();
        for (String word : words) {
            CommandLine below = command.getSubcommands().get(word);
            if (below == null) {
                throw new CliProblem(2, command.getSubcommands().isEmpty()
                        ? "'" + command.getCommandSpec().qualifiedName() + "' has no commands below it."
                        : WrongUsage.noCommand(word, command));
            }
            command = below;
        }
        command.usage(spec.commandLine().getOut());
        return 0;
    }
}
