package dev.botyard.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every page of the console, the manual and the chat, on a host with something of everything and on a new one; in both languages, on a
/// phone and on a desk, light and dark. axe-core judges them.
class PagesIT {
    @Test
    void everyPageIsFitForEverybody(@TempDir Path folder) throws Exception {
        Path axe = axe();
        Browser browser = Browser.install(folder.resolve("tools"));
        try (FurnishedHost furnished = new FurnishedHost(folder.resolve("furnished"), false, true);
                RunningHost fresh = new RunningHost(folder.resolve("fresh"))) {
            furnished.start();
            fresh.start();
            RunningHost host = furnished.host();
            browser.play("runtime/acceptance/src/test/browser/walk.mjs",
                    Map.of("BASE_URL", host.address().toString(), "TOKEN", host.token(), "FRESH_URL", fresh.address().toString(),
                            "FRESH_TOKEN", fresh.token(), "AXE", axe.toString()));
        }
    }

    /// The script of axe-core among what `.ci/run` installs.
    private static Path axe() {
        Path script = Path.of(System.getenv().getOrDefault("BOTYARD_JUDGES", ""), "axe/node_modules/axe-core/axe.min.js");
        if (!Files.isReadable(script)) {
            System.out.println(
                    "SKIPPED: the pages were not looked at, because BOTYARD_JUDGES names no folder with axe-core, see .ci/run");
        }
        Assumptions.assumeTrue(Files.isReadable(script), "no axe-core");
        return script.toAbsolutePath();
    }
}
