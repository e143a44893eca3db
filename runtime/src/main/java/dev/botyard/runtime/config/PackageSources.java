package dev.botyard.runtime.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Where package managers find packages. Immutable; its text shows no address, since those may hold a password.
///
/// @param pipIndex    instead of the public index, `""` for that one
/// @param pipExtra    further ones between blanks
/// @param npmRegistry instead of the public registry, `""` for that one
/// @param folder      with wheels and tarballs, `""` for none
/// @param offline     whether nothing else is asked than that folder
public record PackageSources(String pipIndex, String pipExtra, String npmRegistry, String folder, boolean offline) {
    /// The public ones.
    public static final PackageSources PUBLIC = new PackageSources("", "", "", "", false);

    static PackageSources of(CheckedSettings checked) {
        PackageSources sources = new PackageSources(checked.text("plugins.packages.pip_index"),
                checked.text("plugins.packages.pip_extra_index"), checked.text("plugins.packages.npm_registry"),
                checked.text("plugins.packages.folder"), checked.flag("plugins.packages.offline"));
        if (sources.offline && sources.folder.isEmpty()) {
            checked.problem("plugins.packages.offline", "name the folder with the packages under plugins.packages.folder.");
        }
        return sources;
    }

    /// The same with the folder as the package managers need it.
    ///
    /// @param home what a relative path begins at
    public PackageSources in(Path home) {
        return folder.isEmpty()
                ? this
                : new PackageSources(pipIndex, pipExtra, npmRegistry, home.resolve(folder).normalize().toString(), offline);
    }

    /// What pip and npm are told. Not on the command line, which everybody on the machine can read.
    public Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        put(variables, "PIP_INDEX_URL", pipIndex);
        put(variables, "PIP_EXTRA_INDEX_URL", pipExtra);
        put(variables, "PIP_FIND_LINKS", folder);
        put(variables, "PIP_NO_INDEX", offline ? "1" : "");
        put(variables, "npm_config_registry", npmRegistry);
        put(variables, "npm_config_offline", offline ? "true" : "");
        return variables;
    }

    private static void put(Map<String, String> variables, String name, String value) {
        if (!value.isEmpty()) {
            variables.put(name, value);
        }
    }

    @Override
    public String toString() {
        return "PackageSources[folder=" + folder + ", offline=" + offline + "]";
    }
}
