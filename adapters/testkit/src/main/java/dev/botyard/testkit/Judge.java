package dev.botyard.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A client of a platform that nobody of this project wrote, run against an adapter's fake: what it takes for its platform, an adapter may.
/// A test resource `/judge/<name>.mjs` (or `.cjs`) drives it: it finds its packages as usual, gets what the test tells it in its environment, is given tasks
/// line by line, and prints what happened, a word and its value on a line (`online 10001`).
///
/// `.ci/run` installs the packages below the folder that `BOTYARD_JUDGES` names, and `BOTYARD_NODE` names the Node that runs them; where either is
/// missing the test is skipped with a line that says so.
public final class Judge implements AutoCloseable {
    private final String name;
    private final Process process;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Path errors;

    private Judge(String name, Process process, Path errors) {
        this.name = name;
        this.process = process;
        this.errors = errors;
        Thread.ofVirtual().name("judge-" + name).start(this::read);
    }

    /// Starts `/judge/<script>` in `folder`, with the packages that were installed for `name`.
    ///
    /// @param folder      an empty one; the script and a link to its packages are put there
    /// @param environment what the script reads besides
    public static Judge start(String name, Class<?> test, String script, Path folder, Map<String, String> environment)
            throws IOException {
        Path packages = packages(name);
        Path place = folder.resolve(script);
        try (InputStream source = test.getResourceAsStream("/judge/" + script)) {
            if (source == null) {
                throw new IllegalArgumentException("there is no /judge/" + script + " beside the tests");
            }
            Files.copy(source, place);
        }
        Files.createSymbolicLink(folder.resolve("node_modules"), packages);
        Path errors = folder.resolve("errors.txt");
        ProcessBuilder builder = new ProcessBuilder(System.getenv("BOTYARD_NODE"), place.toString()).directory(folder.toFile())
                .redirectError(errors.toFile());
        builder.environment().keySet().removeIf(key -> key.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        builder.environment().putAll(environment);
        return new Judge(name, builder.start(), errors);
    }

    /// The folder `node_modules` that was installed for `name`; without it the test is skipped, aloud.
    public static Path packages(String name) {
        Path packages = Path.of(System.getenv().getOrDefault("BOTYARD_JUDGES", ""), name, "node_modules").toAbsolutePath();
        if (System.getenv().getOrDefault("BOTYARD_JUDGES", "").isEmpty() || !Files.isDirectory(packages)
                || System.getenv().getOrDefault("BOTYARD_NODE", "").isEmpty()) {
            String sentence = "SKIPPED: the fake is not tried with " + name
                    + ": BOTYARD_JUDGES names no folder where it is installed, or BOTYARD_NODE no Node, see .ci/run";
            System.err.println(sentence);
            Assumptions.abort(sentence);
        }
        return packages;
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
                lines.add(line);
            }
        } catch (IOException ended) {
            // The process is gone; whoever waits for a line is told what came before.
        }
    }

    /// Gives it a line to read.
    public void tell(String line) throws IOException {
        process.outputWriter().write(line + "\n");
        process.outputWriter().flush();
    }

    /// Waits for the next line that begins with `word`, and gives what follows; lines before it are passed over.
    public String await(String word) throws InterruptedException {
        while (true) {
            String line = lines.poll(Patience.SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError(name + " said no '" + word + "' but " + said + "; errors: " + errors());
            }
            if (line.equals(word) || line.startsWith(word + " ")) {
                return line.substring(Math.min(line.length(), word.length() + 1));
            }
        }
    }

    /// Ends its input and waits for its end.
    ///
    /// @return its exit code
    public int end() throws IOException, InterruptedException {
        process.outputWriter().close();
        if (!process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError(name + " did not end; it said " + said + "; errors: " + errors());
        }
        return process.exitValue();
    }

    /// What it wrote to its error output.
    public String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Ends the process, whatever it does.
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(Patience.SECONDS, TimeUnit.SECONDS);
    }
}
