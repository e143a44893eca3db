package dev.botyard.runtime.script.header;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A package that a plugin needs.
///
/// @param line    0 when it stands in no header
/// @param manager `pip`, `npm` or `go`; when the header names none, the one of the plugin's language
/// @param version what the header asks for, empty for any
public record PluginDependency(int line, String name, String manager, String version) {
    private static final Pattern WRITTEN = Pattern
            .compile("((?:@[\\w.~-]+/)?[A-Za-z0-9][\\w.-]*(?:\\[[\\w., -]*])?)\\s*((?:@|[=<>!~^]=?=?)\\s*[^\\s@].*)?");

    /// What stands behind `pip install` or `npm install`: a name, perhaps with a version. Nothing where it is no name of a package.
    public static Optional<PluginDependency> written(int line, String text, String manager) {
        Matcher parts = WRITTEN.matcher(text.strip());
        return parts.matches()
                ? Optional.of(new PluginDependency(line, parts.group(1), manager,
                        parts.group(2) == null ? "" : version(parts.group(2), manager)))
                : Optional.empty();
    }

    /// What the package managers write before a version is not part of it, but for a range of pip.
    private static String version(String written, String manager) {
        String version = written.replaceAll("\\s", "");
        return manager.equals(Language.PYTHON.packageManager())
                ? version.replaceFirst("^(?:==|@)(?=[^,]*$)", "")
                : version.replaceFirst("^(?:@|==)", "");
    }

    /// How a package manager compares names.
    public static String normal(String name) {
        return name.replaceFirst("\\[.*", "").replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
    }
}
