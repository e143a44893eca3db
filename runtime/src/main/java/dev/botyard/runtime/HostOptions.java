package dev.botyard.runtime;

import java.nio.file.Path;
import java.util.Map;

/// How a host is started.
///
/// @param home         the home folder
/// @param port         wins over the settings; null to leave it to them, 0 for any free port
/// @param host         the address to listen on, null to leave it to the settings
/// @param distribution the folder with `adapters/` and `sdk/`
/// @param environment  the process's environment
public record HostOptions(Path home, Integer port, String host, Path distribution, Map<String, String> environment) {

    public HostOptions {
        // Worker processes start in another folder.
        distribution = distribution.toAbsolutePath().normalize();
    }

    /// The bundled adapters.
    Path bundledAdapters() {
        return distribution.resolve("adapters");
    }

    Path pythonWorker() {
        return distribution.resolve("sdk").resolve("python").resolve("botyard_worker");
    }

    Path nodeWorker() {
        return distribution.resolve("sdk").resolve("javascript").resolve("botyard-worker.js");
    }
}
