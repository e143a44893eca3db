package dev.botyard.runtime.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `botyard backup`.
@Command(name = "backup", description = "Writes a copy of the running host's database. To restore: stop the host, put the file in place of data/botyard.db.", mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Parameters(index = "0", paramLabel = "FILE", description = "A file that does not exist yet.")
    private Path file;

    @Override
    public Integer call() {
        client.post("/backup", Map.of("file", file.toAbsolutePath().toString()));
        new Output(spec).line("written to " + file.toAbsolutePath());
        return 0;
    }
}
