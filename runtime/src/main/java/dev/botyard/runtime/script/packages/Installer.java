package dev.botyard.runtime.script.packages;

import dev.botyard.runtime.script.header.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a package manager is called.
///
/// @param language the language whose packages it installs
/// @param command the interpreter or tool that is run
/// @param scripts whether packages may run programs of their own while they are installed; pip has no such choice
public record Installer(Language language, String command, boolean scripts) {

    /// A package as this manager wants it.
    ///
    /// @param version exact or a range, `""` for any
    String requirement(String packageName, String version) {
        if (version.isBlank()) {
            return packageName;
        }
        if (language == Language.PYTHON) {
            return packageName + (version.matches("[0-9].*") ? "==" + version : version);
        }
        return packageName + "@" + version;
    }

    /// The command that installs `requirements` into `folder`.
    List<String> install(List<String> requirements, Path folder) {
        List<String> line = new ArrayList<>();
        if (language == Language.PYTHON) {
            line.addAll(List.of(command, "-m", name(), "install", "--no-input", "--disable-pip-version-check",
                    "--no-warn-script-location", "--target",
                    folder.toString()));
        } else {
            line.addAll(
                    List.of(command, "install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", folder.toString()));
            line.add(scripts ? "--ignore-scripts=false" : "--ignore-scripts");
        }
        line.addAll(requirements);
        return line;
    }

    /// Its name: `pip`.
    String name() {
        return language.packageManager();
    }

    /// What tells sets of packages apart besides their names.
    String kind() {
        return name() + "|" + command + (language == Language.JAVASCRIPT && scripts ? "|scripts" : "");
    }

    /// Where modules lie in an installed folder.
    Path modules(Path folder) {
        return language == Language.PYTHON ? folder : folder.resolve("node_modules");
    }
}
