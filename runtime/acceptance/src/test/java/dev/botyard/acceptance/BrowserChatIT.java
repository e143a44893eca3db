package dev.botyard.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A newcomer's first minute in a real browser: the login page, the link, hello, the answer, a reload.
@Timeout(180)
class BrowserChatIT {
    @Test
    void aNewcomerTalksToTheBot(@TempDir Path folder) throws Exception {
        Optional<String> chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
        boolean tools = chromium.isPresent()
                && run(folder, Map.of(), "npm", "install", "--silent", "--no-audit", "--no-fund", "playwright-core") == 0;
        if (!tools) {
            System.out.println(
                    "SKIPPED: the chat page was not tried in a browser, because Chromium or playwright-core could not be had");
        }
        Assumptions.assumeTrue(tools, "no browser");
        try (RunningHost host = new RunningHost(folder.resolve("home"))) {
            host.python("hello.py", "#[rule: hello]", "sender.reply('Hello ' + sender.getUserID())");
            host.start();
            Path script = RunningHost.pluginsSource().resolve("../adapters/web/src/test/browser/chat.mjs").normalize();
            Map<String, String> environment = Map.of("BASE_URL", host.address().toString(), "LOGIN_URL", host.loginLink(),
                    "CHROMIUM", chromium.get(),
                    "TOOLS", folder.toString(), "BOT", "Botyard", "ACCOUNT", "web", "SCENES",
                    "strangers_see_how_to_log_in,hello_is_answered,history_survives_a_reload");
            assertEquals(0, run(folder, environment, "node", script.toString()));
        }
    }

    private static int run(Path folder, Map<String, String> environment, String... command) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(2, TimeUnit.MINUTES));
            System.out.println(said);
            return process.exitValue();
        } catch (IOException e) {
            return 127;
        }
    }
}
