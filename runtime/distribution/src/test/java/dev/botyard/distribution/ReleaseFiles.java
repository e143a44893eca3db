package dev.botyard.distribution;

import dev.botyard.testkit.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// What the tree has for making, installing and running releases, and the programs of the system that look at it.
final class ReleaseFiles {
    static final Path MODULE = Path.of("").toAbsolutePath();
    static final Path INSTALL = MODULE.resolve("../../install.sh").normalize();
    static final Path FOLDER = MODULE.resolve("release");

    private ReleaseFiles() {}

    /// What a program said, both streams in one.
    record Said(int code, String text) {}

    static Said run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("said", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("BOTYARD_") || name.startsWith("LC_")
                    || name.startsWith("XDG_") || name.equals("LANG"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(Patience.seconds(120).toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " did not end: " + Files.readString(said));
            }
            return new Said(process.exitValue(), Files.readString(said));
        } finally {
            Files.delete(said);
        }
    }

    /// Skips a test aloud where the machine lacks a program.
    static void assumeProgram(String program, String what) throws IOException, InterruptedException {
        boolean here = run(Map.of(), "sh", "-c", "command -v " + program).code() == 0;
        if (!here) {
            System.out.println("SKIPPED: " + what + ", because " + program + " is not installed");
        }
        Assumptions.assumeTrue(here, program);
    }
}
