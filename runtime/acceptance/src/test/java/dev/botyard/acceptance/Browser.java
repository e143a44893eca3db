package dev.botyard.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A real browser, steered by a script of Node. Tests that need one are left out, aloud, where it cannot be had.
final class Browser {
    private static final Optional<String> CHROMIUM = Stream
            .of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .filter(path -> Files.isExecutable(Path.of(path))).findFirst();

    private final Path tools;

    private Browser(Path tools) {
        this.tools = tools;
    }

    /// What Node needs is locked beside the script of the chat page.
    ///
    /// @param tools an empty folder for it
    static Browser install(Path tools) throws IOException, InterruptedException {
        Files.createDirectories(tools);
        for (String name : List.of("package.json", "package-lock.json")) {
            Files.copy(RunningHost.checkout().resolve("adapters/web/src/test/browser").resolve(name), tools.resolve(name));
        }
        boolean there = CHROMIUM.isPresent() && run(tools, Map.of(), "npm", "ci", "--silent", "--no-audit", "--no-fund") == 0;
        if (!there) {
            System.out.println("SKIPPED: nothing was tried in a browser, because Chromium or playwright-core could not be had");
        }
        Assumptions.assumeTrue(there, "no browser");
        return new Browser(tools);
    }

    /// Runs a script of the checkout, which must end well; it gets `CHROMIUM` and `TOOLS`.
    void play(String script, Map<String, String> environment) throws InterruptedException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("CHROMIUM", CHROMIUM.orElseThrow());
        all.put("TOOLS", tools.toString());
        assertEquals(0, run(tools, all, "node", RunningHost.checkout().resolve(script).toString()));
    }

    private static int run(Path folder, Map<String, String> environment, String... command) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(Patience.seconds(120).toSeconds(), TimeUnit.SECONDS));
            System.out.println(said);
            return process.exitValue();
        } catch (IOException e) {
            return 127;
        }
    }
}
