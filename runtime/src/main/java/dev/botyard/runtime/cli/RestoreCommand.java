package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.ops.backup.BackupException;
import dev.botyard.runtime.ops.backup.Restore;
import dev.botyard.runtime.ops.backup.ServerRestore;
import dev.botyard.runtime.config.HomeException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `botyard restore`.
@Command(name = "restore", description = "Puts a backup in the place of what the home folder holds, which is kept beside it. The host must be stopped.", mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Parameters(paramLabel = "FILE", description = "What '${ROOT-COMMAND-NAME} backup' wrote.")
    private Path file;

    @Override
    public Integer call() {
        Output output = new Output(spec);
        try {
            Ticker ticker = Ticker.system();
            Restore.Restored restored = new Restore(home.folder(), ticker,
                    Optional.of(new ServerRestore(System.getenv(), ticker)))
                    .from(file.toAbsolutePath().normalize(), output::line);
            output.line("restored into " + home.folder().root() + " what was kept on " + restored.manifest().created());
            if (restored.former() != null) {
                output.line("the former state lies in " + restored.former() + "; remove it when you do not need it");
            }
            restored.manifest().outside().forEach(sentence -> output.line("not in the backup: " + sentence));
            if (!restored.manifest().variables().isEmpty()) {
                output.line("the host needs the environment variables " + String.join(", ", restored.manifest().variables()));
            }
            return 0;
        } catch (BackupException | HomeException e) {
            throw new CliProblem(e.getMessage());
        }
    }
}
