package dev.botyard.runtime.script.packages;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a package manager is called.
///
/// @param name    `pip` or `npm`
/// @param command the interpreter or tool that is run
/// @param scripts whether packages may run programs of their own while they are installed; pip has no such choice
public record Installer(String name, String command, boolean scripts) {

    /// A package as this manager wants it.
    ///
    /// @param version exact or a range, `""` for any
    String requirement(String packageName, String version) {
        if (version.isBlank()) {
            return packageName;
        }
        if (name.equals("pip")) {
            return packageName + (version.matches("[0-9].*") ? "==" + version : version);
        }
        return packageName + "@" + version;
    }

    /// The command that installs `requirements` into `folder`.
    List<String> install(List<String> requirements, Path folder) {
        List<String> line = new ArrayList<>();
        if (name.equals("pip")) {
            line.addAll(List.of(command, "-m", "pip", "install", "--no-input", "--disable-pip-version-check",
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

    /// The language whose packages it installs.
    String language() {
        return name.equals("pip") ? "python" : "javascript";
    }

    /// What tells sets of packages apart besides their names.
    String kind() {
        return name + "|" + command + (name.equals("npm") && scripts ? "|scripts" : "");
    }

    /// Where modules lie in an installed folder.
    Path modules(Path folder) {
        return name.equals("pip") ? folder : folder.resolve("node_modules");
    }
}
