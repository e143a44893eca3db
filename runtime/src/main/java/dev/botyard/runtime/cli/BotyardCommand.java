package dev.botyard.runtime.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `botyard`.
@Command(name = "botyard", description = "A self-hosted host for chat bots.", mixinStandardHelpOptions = true, versionProvider = VersionCommand.class, subcommands = {
    RunCommand.class, PushCommand.class, ExplainCommand.class, AccountsCommand.class, AdaptersCommand.class,
    PluginsCommand.class, DoctorCommand.class, NewCommand.class, TokenCommand.class, BackupCommand.class, BucketsCommand.class,
    VersionCommand.class}, footer = {"", "Start with 'botyard run'. Every command has --help."})
public final class BotyardCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// Runs a command line.
    ///
    /// @return the exit code: 0 well, 1 failed, 2 wrong usage, 3 a push that was not sent
    public static int execute(String... arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        CommandLine line = new CommandLine(new BotyardCommand()).setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command))
                .setParameterExceptionHandler((failure, given) -> wrongUsage(failure));
        return line.execute(arguments);
    }

    private static int report(Exception failure, CommandLine command) {
        if (failure instanceof CliProblem problem) {
            command.getErr().println(problem.getMessage());
            return problem.exitCode();
        }
        command.getErr().println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        return 1;
    }

    private static int wrongUsage(CommandLine.ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println(failure.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(failure, command.getErr())) {
            List<String> names = command.getSubcommands().keySet().stream().toList();
            if (!names.isEmpty()) {
                command.getErr().println("Commands: " + String.join(", ", names));
            }
        }
        command.getErr().println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
        return 2;
    }
}
