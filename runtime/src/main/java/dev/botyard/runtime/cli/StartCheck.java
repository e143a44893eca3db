package dev.botyard.runtime.cli;

import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.infra.folder.FolderTree;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.ops.backup.Restore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Starts another version on a copy of the home, to see that it understands the data. The copy has neither accounts nor plugins, so that it
/// connects nowhere and does nothing of its own.
final class StartCheck {
    private static final long READY_SECONDS = 180;
    private static final long END_SECONDS = 45;
    private static final List<String> LEFT_OUT = List.of("accounts", "plugins", "replies.yaml", "containers.yaml",
            "botyard.yaml");

    private final Path version;
    private final Ticker ticker;

    /// @param version its folder
    StartCheck(Path version, Ticker ticker) {
        this.version = version;
        this.ticker = ticker;
    }

    /// @param backup of the home; null where no host has run yet
    /// @throws CliProblem in a sentence, when it does not start
    void on(Path backup) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("botyard-upgrade");
        try {
            if (backup != null) {
                new Restore(new HomeFolder(home), ticker).from(backup, told -> {});
                for (String name : LEFT_OUT) {
                    FolderTree.remove(home.resolve(name));
                }
            }
            start(home);
        } finally {
            FolderTree.remove(home);
        }
    }

    private void start(Path home) throws IOException, InterruptedException {
        Path said = home.resolve("said.txt");
        ProcessBuilder builder = new ProcessBuilder(version.resolve("bin/botyard").toString(), "run", "--port", "0", "--host",
                "127.0.0.1", "--home", home.toString()).redirectError(said.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BOTYARD_"));
        builder.environment().put("BOTYARD_NO_CACHE", "1");
        Process process = builder.start();
        process.getOutputStream().close();
        Threads.platform("start-check").newThread(() -> endLate(process)).start();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            if (line == null || !line.startsWith("Botyard is ready on ")) {
                throw new CliProblem("The new version does not start on a copy of your data, so nothing was changed. It said: "
                        + Files.readString(said).strip());
            }
        } finally {
            process.destroy();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /// Whoever waits for its first line reads on until then.
    private static void endLate(Process process) {
        try {
            if (!process.waitFor(READY_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
