package dev.botyard.distribution;

import dev.botyard.testkit.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A host that the launcher started.
record RunningHost(Process process, BufferedReader out, Path err, String url) implements AutoCloseable {
    private static final long DEADLINE_SECONDS = Patience.seconds(30).toSeconds();

    /// What it has told people so far.
    String said() throws IOException {
        return Files.readString(err);
    }

    /// Sends a signal and waits for the end.
    ///
    /// @param name such as `TERM`
    /// @return the exit code
    int signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("SIG" + name + " did not end it: " + said());
        }
        return process.exitValue();
    }

    /// What it printed after the line that it is ready; to be read after its end.
    List<String> rest() throws IOException {
        return out.readAllLines();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
