package dev.botyard.runtime.script.packages;

import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.config.PackageSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// How a package manager is called.
///
/// @param language the language whose packages it installs
/// @param command the interpreter or tool that is run
/// @param scripts whether packages may run programs of their own while they are installed; pip has no such choice
/// @param sources where the packages come from
public record Installer(Language language, String command, boolean scripts, PackageSources sources) {

    /// One that asks the public index.
    Installer(Language language, String command, boolean scripts) {
        this(language, command, scripts, PackageSources.PUBLIC);
    }

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
        requirements.forEach(one -> line.add(language == Language.JAVASCRIPT ? tarball(one) : one));
        return line;
    }

    /// The file that npm takes a package from, or the requirement itself where the folder of packages has none. pip looks there by itself.
    private String tarball(String requirement) {
        int at = requirement.indexOf('@', 1);
        String name = (at < 0 ? requirement : requirement.substring(0, at)).replaceFirst("^@", "").replace('/', '-');
        String version = at < 0 ? "" : requirement.substring(at + 1);
        boolean exact = version.matches("\\d[\\w.+-]*");
        Path folder = Path.of(sources.folder());
        if (sources.folder().isEmpty() || !Files.isDirectory(folder)) {
            return requirement;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                String found = file.getFileName().toString();
                return exact
                        ? found.equals(name + "-" + version + ".tgz")
                        : found.startsWith(name + "-") && found.substring(name.length() + 1).matches("\\d.*\\.tgz");
            }).max(Comparator.naturalOrder()).map(Path::toString).orElse(requirement);
        } catch (IOException _) {
            return requirement;
        }
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
