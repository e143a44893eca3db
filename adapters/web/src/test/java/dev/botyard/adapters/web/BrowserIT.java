package dev.botyard.adapters.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.HarnessBuilder;
import dev.botyard.testkit.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Uses the page in a real headless browser. Skipped aloud where Chromium or npm is missing.
class BrowserIT {
    private static final Duration PATIENCE = Patience.seconds(240);
    private static final List<Path> CHROMIUM = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"),
            Path.of("/usr/bin/google-chrome"));

    @TempDir
    Path folder;

    @Test
    void aNewcomerTalksToTheBot() throws Exception {
        Path browser = CHROMIUM.stream().filter(Files::isExecutable).findFirst().orElse(null);
        assumeTrue(browser != null, "SKIPPED: the chat page was not tried in a browser, because Chromium is not installed");
        assumeTrue(works("npm", "--version"), "SKIPPED: the chat page was not tried in a browser, because npm is not installed");
        Path tools = Files.createDirectories(Path.of("target/browser").toAbsolutePath());
        Path script = Path.of("src/test/browser").toAbsolutePath();
        if (!Files.exists(tools.resolve("node_modules/playwright-core"))) {
            Files.copy(script.resolve("package.json"), tools.resolve("package.json"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Files.copy(script.resolve("package-lock.json"), tools.resolve("package-lock.json"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assumeTrue(run(tools, tools.resolve("npm.log"), Map.of(), "npm", "ci", "--no-audit", "--no-fund") == 0,
                    "SKIPPED: the chat page was not tried in a browser, because npm could not install playwright-core");
        }
        WebAdapterFactory factory = new WebAdapterFactory();
        try (AdapterHarness host = AdapterHarness.of(factory).account("web").folder(folder).with("title", "Helper")
                .with("max_upload_mb", "2").online()) {
            host.commands().offer(List.of("hello"));
            Second second = new Second(AdapterHarness.of(factory).account("second").folder(folder.resolve("second"))
                    .with("title", "Second").beside(host));
            Thread bot = Thread.ofVirtual().start(() -> new ScriptedBot(host, Map.of("start the second", second::start,
                    "stop the second", second::close)).run());
            Path log = tools.resolve("browser.log");
            int code = run(script, log,
                    Map.of("BASE_URL", host.address("http", "").toString(), "LOGIN_URL", host.loginLink("/chat/").toString(),
                            "CHROMIUM",
                            browser.toString(), "TOOLS", tools.toString(), "SHOTS", tools.resolve("shots").toString()),
                    "node",
                    "chat.mjs");
            bot.interrupt();
            second.close();
            assertEquals(0, code, () -> read(log));
        }
    }

    /// Another account on the same page, which comes and goes.
    private static final class Second {
        private final HarnessBuilder account;
        private AdapterHarness running;
        private Thread bot;

        Second(HarnessBuilder account) {
            this.account = account;
        }

        synchronized void start() throws InterruptedException {
            AdapterHarness host = account.online();
            running = host;
            bot = Thread.ofVirtual().start(() -> new ScriptedBot(host, Map.of()).run());
        }

        synchronized void close() throws InterruptedException {
            if (running != null) {
                bot.interrupt();
                running.close();
                running = null;
            }
        }
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            return run(Path.of("."), Path.of("target/works.log"), Map.of(), command) == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static int run(Path folder, Path log, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String read(Path log) {
        try {
            return "the browser script failed:\n" + Files.readString(log);
        } catch (IOException failure) {
            return "the browser script failed and left no log: " + failure.getMessage();
        }
    }
}
