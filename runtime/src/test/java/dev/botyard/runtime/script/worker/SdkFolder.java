package dev.botyard.runtime.script.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The SDKs of the source tree, laid out as a distribution has them.
public final class SdkFolder {
    private SdkFolder() {}

    /// A folder with `sdk/` in it.
    public static synchronized Path distribution() throws IOException {
        Path distribution = Path.of("target", "sdk-layout").toAbsolutePath();
        Path sdk = Files.createDirectories(distribution.resolve("sdk"));
        link(sdk.resolve("python"), "sdk-python");
        link(sdk.resolve("javascript"), "sdk-javascript");
        return distribution;
    }

    private static void link(Path link, String source) throws IOException {
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, Path.of("..", "plugins", source).toAbsolutePath().normalize());
        }
    }
}
