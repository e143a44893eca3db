package dev.botyard.runtime.plugin;

import dev.botyard.runtime.header.PluginDependency;
import java.nio.file.Path;
import java.util.List;

/// Provides the packages that plugins declare. Wired by the host.
@FunctionalInterface
public interface PluginEnvironments {

    /// Where the packages are, or why they are not there. Never blocks; starts an installation where one is needed.
    ///
    /// @param changed called when an installation has ended, well or not
    State of(String language, List<PluginDependency> dependencies, Runnable changed);

    /// @param paths   folders to search for modules
    /// @param problem why the plugin cannot run now, `""` when it can
    record State(List<Path> paths, String problem) {
        /// No packages are wanted.
        public static final State NOTHING_NEEDED = new State(List.of(), "");
    }
}
