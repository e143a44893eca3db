package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.launcher.Launcher;
import dev.botyard.runtime.infra.logging.JsonLine;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `botyard logs`.
@Command(name = "logs", description = "Shows the log of the host of this home folder. The runs of plugins: '${ROOT-COMMAND-NAME} plugins logs'.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final long PAUSE_MS = 300;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Option(names = {"-f", "--follow"}, description = "Go on with what is written from now on, until Ctrl-C.")
    private boolean follow;

    @Option(names = {"-n", "--lines"}, paramLabel = "N", description = "How many lines to begin with; default: 50.")
    private int lines = 50;

    @Option(names = "--raw", description = "Lines as they stand in the file, also where log.format is json.")
    private boolean raw;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (lines < 0) {
            throw new CliProblem(2, "--lines is " + lines + "; it must be 0 or more.");
        }
        Output output = new Output(spec).verbatim();
        try (LogFile log = new LogFile(home.folder().logs())) {
            if (!follow && !Files.exists(log.path())) {
                throw new CliProblem(
                        "There is no log in " + log.path().getParent() + "; " + Launcher.hint("run")
                                + " writes it. Another home: --home DIR.");
            }
            show(output, log.last(lines));
            CountDownLatch never = new CountDownLatch(1);
            while (follow && !never.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                show(output, log.more());
            }
        }
        return 0;
    }

    private void show(Output output, List<String> written) {
        written.stream().map(line -> raw ? line : JsonLine.readable(line)).forEach(output::line);
    }
}
