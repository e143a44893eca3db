package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.header.PluginDependency;
import dev.botyard.runtime.script.worker.ScriptCompiler.Import;
import java.nio.file.Path;
import java.util.List;

/// Provides the packages that plugins declare. Wired by the host.
@FunctionalInterface
public interface PluginEnvironments {

    /// Where the packages are, or why they are not there. Never blocks; starts an installation where one is needed.
    ///
    /// @param changed called when an installation has ended, well or not
    State of(Language language, List<PluginDependency> dependencies, Runnable changed);

    /// Packages that an operator has added for a plugin whose header does not name them.
    ///
    /// @param file the plugin's name
    default List<PluginDependency> added(String file) {
        return List.of();
    }

    /// Sentences about what a script imports and nobody provides.
    ///
    /// @param folders where files of other plugins are found
    default List<HeaderProblem> missing(Plugin plugin, List<Import> imports, List<Path> folders) {
        return List.of();
    }

    /// @param paths      folders to search for modules
    /// @param problem    why the plugin cannot run now, `""` when it can
    /// @param installing whether it is only a matter of time
    /// @param notes      sentences about packages that are there
    record State(List<Path> paths, String problem, boolean installing, List<String> notes) {
        /// No packages are wanted.
        public static final State NOTHING_NEEDED = ready(List.of(), List.of());

        public static State ready(List<Path> paths, List<String> notes) {
            return new State(List.copyOf(paths), "", false, List.copyOf(notes));
        }

        public static State missing(String problem, boolean installing) {
            return new State(List.of(), problem, installing, List.of());
        }
    }
}
