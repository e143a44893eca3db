package dev.botyard.runtime.cli;

import dev.botyard.runtime.config.Nearest;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `botyard`.
@Command(name = "botyard", description = "A self-hosted host for chat bots.", mixinStandardHelpOptions = true, versionProvider = VersionCommand.class, subcommands = {
    RunCommand.class, PushCommand.class, QueueCommand.class, ExplainCommand.class, AccountsCommand.class, AdaptersCommand.class,
    PluginsCommand.class, DoctorCommand.class, NewCommand.class, TokenCommand.class, BackupCommand.class, BucketsCommand.class,
    VersionCommand.class}, footer = {"", "Start with 'botyard run'. Every command has --help."})
public final class BotyardCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// Runs a command line on the standard streams.
    ///
    /// @return the exit code: 0 well, 1 failed, 2 wrong usage, 3 a push that was not sent
    public static int execute(String... arguments) {
        return execute(new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8), arguments);
    }

    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new BotyardCommand()).setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command))
                .setParameterExceptionHandler((failure, given) -> wrongUsage(failure)).execute(arguments);
    }

    private static int report(Exception failure, CommandLine command) {
        command.getErr().println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        return failure instanceof CliProblem problem ? problem.exitCode() : 1;
    }

    private static int wrongUsage(CommandLine.ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println(sentence(failure, command));
        command.getErr().println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
        return 2;
    }

    private static String sentence(CommandLine.ParameterException failure, CommandLine command) {
        if (failure instanceof CommandLine.UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().getFirst();
            Collection<String> commands = command.getSubcommands().keySet();
            if (unmatched.isUnknownOption()) {
                List<String> options = command.getCommandSpec().options().stream()
                        .map(option -> option.longestName().replaceFirst("^-+", "")).toList();
                return "There is no option " + word + " here."
                        + Nearest.hint(word.replaceFirst("^-+", "").replaceFirst("=.*", ""), options).replaceFirst("'", "'--");
            }
            return commands.isEmpty()
                    ? "'" + word + "' is one word too many; put text with spaces in quotes."
                    : "There is no command '" + word + "'." + Nearest.hint(word, commands) + " There are "
                            + String.join(", ", commands) + ".";
        }
        return failure.getMessage();
    }
}
