package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.secret.PrivateFiles;
import dev.botyard.runtime.infra.launcher.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `botyard buckets`.
@Command(name = "buckets", description = "Exports and imports the data of plugins as JSON lines.", mixinStandardHelpOptions = true)
final class BucketsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Override
    public void run() {
        throw new CliProblem(2,
                "Say what to do: " + Launcher.hint("buckets export FILE") + " or " + Launcher.hint("buckets import FILE") + ".");
    }

    @Command(name = "export", description = "Writes all buckets into a file.", mixinStandardHelpOptions = true)
    int export(@Parameters(paramLabel = "FILE", description = "The file to write.") Path file) throws IOException {
        byte[] lines = client.bytes("/export/buckets");
        PrivateFiles.createEmpty(file);
        Files.write(file, lines);
        new Output(spec).line(lines.length + " bytes written to " + file);
        return 0;
    }

    @Command(name = "import", description = "Reads buckets from a file; other keys stay.", mixinStandardHelpOptions = true)
    int read(@Parameters(paramLabel = "FILE", description = "A file that '${ROOT-COMMAND-NAME} buckets export' wrote.") Path file)
            throws IOException {
        if (!Files.isReadable(file)) {
            throw new CliProblem("There is no readable file " + file + ".");
        }
        new Output(spec).line(client.post("/import/buckets", Files.readAllBytes(file)).path("imported") + " values imported");
        return 0;
    }
}
