package dev.botyard.distribution;

import dev.botyard.testkit.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The real `bin/botyard`, run as a process of its own with its own home.
record Launcher(Path script, Path home, Map<String, String> environment) {
    private static final long DEADLINE_SECONDS = Patience.seconds(60).toSeconds();

    /// The launcher of the folder that the build has put together.
    static Launcher in(Path home) {
        return new Launcher(folder().resolve("bin/botyard"), home, Map.of("BOTYARD_NO_CACHE", "1"));
    }

    static Path folder() {
        return Path.of(System.getProperty("botyard.folder"));
    }

    /// What a command said.
    record Said(int code, String out, String err) {}

    /// Runs a command to its end.
    Said say(String... words) throws IOException, InterruptedException {
        Path out = Files.createTempFile("said", ".out");
        Path err = Files.createTempFile("said", ".err");
        try {
            Process process = process(words).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", words) + " did not end: " + Files.readString(err));
            }
            return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /// Starts a host on a free port and waits for its line.
    RunningHost run(String... more) throws IOException {
        Path err = home.resolveSibling(home.getFileName() + ".err");
        List<String> words = new ArrayList<>(List.of("run", "--port", "0"));
        words.addAll(Arrays.asList(more));
        Process process = process(words.toArray(String[]::new)).redirectError(err.toFile()).start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null || !line.startsWith("Botyard is ready on http://127.0.0.1:")) {
            process.destroyForcibly();
            throw new AssertionError("the first line was " + line + "; " + Files.readString(err));
        }
        return new RunningHost(process, out, err, line.substring("Botyard is ready on ".length()));
    }

    private ProcessBuilder process(String... words) {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(script.toString()), Arrays.stream(words)).toArray(String[]::new));
        builder.environment().keySet().removeIf(name -> name.startsWith("BOTYARD_"));
        builder.environment().put("BOTYARD_HOME", home.toString());
        builder.environment().putAll(environment);
        return builder;
    }
}
