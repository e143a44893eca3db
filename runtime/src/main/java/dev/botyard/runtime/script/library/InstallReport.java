package dev.botyard.runtime.script.library;

import dev.botyard.runtime.infra.words.Sentence;
import dev.botyard.runtime.script.header.HeaderProblem;
import java.util.List;

/// What an installation does, or would do.
///
/// @param source   without what may be a password
/// @param revision of a repository the commit, else `""`
/// @param sha256   of what was fetched, `""` of a repository
/// @param written  false for a dry run, and where nothing is other
/// @param ignored  what is beside the scripts and is not taken
public record InstallReport(String source, String revision, String sha256, boolean written, List<File> files,
        @Sentence List<String> ignored) {

    public enum Action {
        /// There is none of that name.
        NEW,
        /// It is there with this very text.
        SAME,
        /// It is there with another text.
        REPLACES
    }

    /// A script of it.
    ///
    /// @param present what the version says that is there now, `""` without one
    /// @param changed whether the one that is there is not as it was installed from here
    /// @param ok      whether it can run
    /// @param asks    what it asks for
    /// @param adds    what of that the one that is there does not ask for
    /// @param diff    from the one that is there, in the unified form, bounded
    public record File(String file, Action action, String title, String description, String version, String present,
            boolean changed, String sha256, boolean ok, List<HeaderProblem> problems, PluginAsks asks, PluginAsks adds,
            String diff) {}
}
