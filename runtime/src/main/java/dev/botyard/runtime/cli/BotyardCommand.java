package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.words.Words;
import dev.botyard.api.error.FullDisk;
import dev.botyard.runtime.infra.launcher.Launcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/// `botyard`.
@Command(name = "botyard", description = "A self-hosted host for chat bots.", mixinStandardHelpOptions = true, versionProvider = VersionCommand.class, footer = {
    "",
    "Start with '${ROOT-COMMAND-NAME} run'. '${ROOT-COMMAND-NAME} help COMMAND' and '${ROOT-COMMAND-NAME} COMMAND --help' say more."})
public final class BotyardCommand implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(RunCommand.class, PushCommand.class, CallCommand.class,
            QueueCommand.class,
            SchedulesCommand.class, PaymentsCommand.class, ExplainCommand.class, AccountsCommand.class, AdaptersCommand.class,
            PluginsCommand.class, PackagesCommand.class, RepliesCommand.class, ContainersCommand.class, TraceCommand.class,
            LogsCommand.class,
            DoctorCommand.class, SettingsCommand.class, NewCommand.class, TokenCommand.class, TokensCommand.class,
            AuditCommand.class,
            BackupCommand.class, RestoreCommand.class, StoreCommand.class, BucketsCommand.class, ImportCommand.class,
            UpgradeCommand.class,
            CompletionCommand.class, VersionCommand.class, HelpCommand.class);

    @Spec
    private CommandSpec spec;

    @Option(names = "--home", scope = ScopeType.INHERIT, paramLabel = "DIR", description = "The home folder; default: BOTYARD_HOME, else ~/.botyard.")
    private Path home;

    /// The home folder that the command line names, or null.
    Path home() {
        return home;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// Runs a command line on the standard streams.
    ///
    /// @return the exit code: 0 well, 1 failed, 2 wrong usage, 3 a push that was not sent
    public static int execute(String... arguments) {
        return Words.ofTerminal(System.getenv()).during(() -> execute(new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8), arguments));
    }

    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine command = of(arguments).setCommandName(Launcher.command());
        if (!Words.current().english()) {
            HelpWords.give(command, Words.current());
        }
        return command.setOut(out).setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, failed, parsed) -> report(failure, failed))
                .setParameterExceptionHandler((failure, given) -> WrongUsage.report(failure)).execute(arguments);
    }

    /// `botyard` with all its commands.
    static CommandLine whole() {
        return with(COMMANDS);
    }

    /// `botyard` with the command that the words begin with; with all of them where that is none. To read the annotations of all takes a
    /// third of the time that a host needs to start.
    private static CommandLine of(String... words) {
        int first = words.length > 2 && words[0].equals("--home") ? 2 : 0;
        return words.length == 0
                ? whole()
                : COMMANDS.stream().filter(command -> !command.equals(HelpCommand.class) && name(command).equals(words[first]))
                        .findFirst()
                        .map(command -> with(List.of(command))).orElseGet(BotyardCommand::whole);
    }

    private static String name(Class<?> command) {
        return Objects.requireNonNull(command.getAnnotation(Command.class), "a command has an annotation").name();
    }

    private static CommandLine with(List<Class<?>> commands) {
        CommandLine root = new CommandLine(new BotyardCommand());
        commands.forEach(root::addSubcommand);
        return root;
    }

    private static int report(Exception failure, CommandLine command) {
        String sentence = failure instanceof IOException file ? FullDisk.meaning(file) : failure.getMessage();
        new Output(command.getErr()).line(sentence == null ? failure.toString() : sentence);
        return failure instanceof CliProblem problem ? problem.exitCode() : 1;
    }
}
