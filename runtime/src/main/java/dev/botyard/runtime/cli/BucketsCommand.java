package dev.botyard.runtime.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `botyard buckets`.
@Command(name = "buckets", description = "Exports and imports the data of plugins as JSON lines.", mixinStandardHelpOptions = true)
final class BucketsCommand implements Callable<Integer> {
    private static final Actions ACTIONS = new Actions("export", "import");

    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Parameters(index = "0", paramLabel = "ACTION", description = "export or import.")
    private String action;

    @Parameters(index = "1", paramLabel = "FILE", description = "The file.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        Output output = new Output(spec);
        ACTIONS.check(action);
        if (action.equals("export")) {
            byte[] lines = client.bytes("/export/buckets");
            Files.write(file, lines);
            output.line(lines.length + " bytes written to " + file);
        } else {
            if (!Files.isReadable(file)) {
                throw new CliProblem("There is no readable file " + file + ".");
            }
            output.line(client.post("/import/buckets", Files.readAllBytes(file)).path("imported") + " values imported");
        }
        return 0;
    }
}
