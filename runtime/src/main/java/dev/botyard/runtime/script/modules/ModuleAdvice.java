package dev.botyard.runtime.script.modules;

import dev.botyard.runtime.script.header.Language;
import java.util.Optional;

/// What to do about a module that is not there: a public package is added, a file of the author's own is laid beside the plugins.
public final class ModuleAdvice {
    private ModuleAdvice() {}

    /// Whether a script asks for a file of its own by a path, and not for a package.
    public static boolean isFile(String module) {
        return module.startsWith(".") || module.startsWith("/");
    }

    /// The end of a sentence that has named the module.
    ///
    /// @param plugin the file of the plugin that imports it
    public static String of(Language language, String module, String plugin) {
        if (isFile(module)) {
            return "it belongs to the plugin, so put that file beside " + plugin + " in the plugin folder";
        }
        String manager = language.packageManager();
        Optional<String> known = KnownPackages.of(language).having(module);
        String add = "'botyard packages add " + manager + " " + known.orElse(module) + " --plugin " + plugin + "'";
        return known.isPresent()
                ? "add the package " + known.get() + " with " + add + ", or for all plugins without --plugin"
                : "no public package of this name is known here; a file of the author's own, " + module + language.suffix()
                        + ", belongs beside " + plugin + " in the plugin folder, and a package of " + manager + " is added with "
                        + add;
    }
}
