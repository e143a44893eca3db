package dev.botyard.runtime.dependency;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a package manager is called.
///
/// @param name    `pip` or `npm`
/// @param command the interpreter or tool that is run
public record Installer(String name, String command) {

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
        }
        line.addAll(requirements);
        return line;
    }

    /// Where modules lie in an installed folder.
    Path modules(Path folder) {
        return name.equals("pip") ? folder : folder.resolve("node_modules");
    }
}
