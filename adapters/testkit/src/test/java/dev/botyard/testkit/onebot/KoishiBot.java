package dev.botyard.testkit.onebot;

import dev.botyard.testkit.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The process of `koishi/bot.cjs` and what it says.
final class KoishiBot implements AutoCloseable {
    private static final Duration DEADLINE = Patience.SOON;

    /// A line of the bot.
    record Line(String kind, String text) {}

    private final Process process;
    private final LinkedBlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final Path errors;

    /// @param environment what the script reads besides the place of Koishi
    KoishiBot(Path koishi, Path folder, Map<String, String> environment) throws IOException {
        errors = folder.resolve("koishi.err");
        ProcessBuilder builder = new ProcessBuilder("node",
                Path.of("src/test/resources/koishi/bot.cjs").toAbsolutePath().toString())
                .directory(folder.toFile()).redirectError(errors.toFile());
        builder.environment().put("BOTYARD_KOISHI", koishi.toAbsolutePath().toString());
        builder.environment().putAll(environment);
        process = builder.start();
        Thread.ofVirtual().name("koishi-output").start(this::read);
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                JsonNode line = JsonMapper.shared().readTree(text);
                if (line.path("kind").asString("").equals("problem")) {
                    problems.add(line.path("text").asString(""));
                } else {
                    lines.add(new Line(line.path("kind").asString(""), line.path("text").asString("")));
                }
            }
        } catch (IOException ended) {
            // The process is gone; whoever waits for a line is told what came before.
        }
    }

    /// Waits for a line of this kind; earlier ones of other kinds are skipped.
    String await(String kind) throws InterruptedException {
        while (true) {
            Line line = lines.poll(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw new AssertionError("Koishi said no '" + kind + "'; problems: " + problems + errorOutput());
            }
            if (line.kind().equals(kind)) {
                return line.text();
            }
        }
    }

    /// Waits until Koishi counts its account as online.
    void awaitOnline() throws InterruptedException {
        while (!await("login").equals("1")) {
            // Connecting comes first.
        }
    }

    /// What Koishi has warned about.
    List<String> problems() {
        return List.copyOf(problems);
    }

    /// What the process wrote besides its lines.
    String errorOutput() {
        try {
            return Files.readString(errors);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
