package dev.botyard.runtime;

import dev.botyard.runtime.config.HostSettings.PluginSettings;
import dev.botyard.runtime.script.worker.Interpreters;
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

    /// The bundled SDKs with the interpreters of the settings.
    Interpreters interpreters(PluginSettings plugins) {
        return new Interpreters(distribution.resolve("sdk"), plugins.python(), plugins.node());
    }
}
