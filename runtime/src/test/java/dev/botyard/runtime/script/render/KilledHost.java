package dev.botyard.runtime.script.render;

import dev.botyard.runtime.config.HostSettings.RenderSettings;
import dev.botyard.runtime.infra.thread.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A process that starts a browser, tells where it is, and waits to be killed.
final class KilledHost {
    private KilledHost() {}

    public static void main(String[] args) throws Exception {
        Chromium browser = Chromium.start(Path.of(args[0]), !RenderSettings.asRoot(), Ticker.system());
        Path told = Path.of(args[1]);
        Path part = Files.write(Path.of(told + ".part"),
                List.of(browser.profile().toString(), Long.toString(browser.handle().pid())));
        Files.move(part, told, StandardCopyOption.ATOMIC_MOVE);
        new CountDownLatch(1).await();
    }
}
