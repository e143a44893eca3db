package dev.botyard.runtime.script.packages;

import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.HeaderProblem.Severity;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.header.PluginDependency;
import dev.botyard.runtime.script.modules.KnownPackages;
import dev.botyard.runtime.script.modules.ModuleAdvice;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.worker.ScriptCompiler.Import;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds what a script imports and nobody provides.
public final class MissingModules {
    private static final String NO_FILE = "there is no file '";
    private static final String NOBODY = "nobody has the module '";
    private static final List<String> ENDINGS = List.of("", ".js", ".cjs", ".mjs", ".json", ".node");

    private MissingModules() {}

    /// What [#find] finds, as problems of the plugin's, each with what to do.
    public static List<HeaderProblem> of(Plugin plugin, List<Import> imports, Collection<String> packages, List<Path> folders) {
        return told(plugin, find(plugin, imports, packages, folders));
    }

    /// Whether a problem of a plugin's is one of [#told].
    public static boolean tells(HeaderProblem problem) {
        return problem.message().startsWith(NO_FILE) || problem.message().startsWith(NOBODY);
    }

    /// The packages that have missing modules, by the module's name where no public package is known to.
    public static List<String> packages(Language language, List<Import> missing) {
        return missing.stream().map(Import::module).filter(module -> !ModuleAdvice.isFile(module))
                .map(module -> KnownPackages.of(language).having(module).orElse(module)).distinct().toList();
    }

    /// As problems of the plugin's, each with what to do.
    ///
    /// @param missing as [#find] has them
    public static List<HeaderProblem> told(Plugin plugin, List<Import> missing) {
        return missing.stream().map(one -> new HeaderProblem(one.line(), Severity.WARNING,
                (ModuleAdvice.isFile(one.module()) ? NO_FILE : NOBODY) + one.module() + "': "
                        + ModuleAdvice.of(plugin.language(), one.module(), plugin.file())))
                .toList();
    }

    /// @param packages what the plugin gets besides those that its header names, as they stand in lists: `axios@1.7`
    /// @param folders  where files of other plugins are found
    public static List<Import> find(Plugin plugin, List<Import> imports, Collection<String> packages, List<Path> folders) {
        String manager = plugin.language().packageManager();
        Set<String> wanted = Stream.concat(
                plugin.header().dependencies().stream().filter(one -> one.manager().equals(manager)).map(PluginDependency::name),
                packages.stream().map(one -> PluginDependency.written(0, one, manager)).flatMap(Optional::stream)
                        .map(PluginDependency::name))
                .map(PluginDependency::normal).collect(Collectors.toSet());
        List<Path> places = Stream.of(List.of(plugin.folder()), folders, plugin.packages()).flatMap(List::stream).toList();
        KnownPackages known = KnownPackages.of(plugin.language());
        return imports.stream()
                .filter(one -> !known.provided(one.module(), wanted) && !lies(plugin.language(), one.module(), places)).toList();
    }

    private static boolean lies(Language language, String module, List<Path> places) {
        try {
            return places.stream().anyMatch(place -> language == Language.PYTHON ? python(place, module) : node(place, module));
        } catch (InvalidPathException _) {
            return false;
        }
    }

    private static boolean python(Path folder, String module) {
        if (Files.isRegularFile(folder.resolve(module + ".py")) || Files.isDirectory(folder.resolve(module))) {
            return true;
        }
        // A compiled module: its name goes on with what it was built for.
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, module + "{.,.*.}{so,pyd}")) {
            return found.iterator().hasNext();
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean node(Path folder, String module) {
        for (String ending : ENDINGS) {
            if (Files.exists(folder.resolve(module + ending))) {
                return true;
            }
        }
        if (!ModuleAdvice.isFile(module)) {
            for (Path above = folder; above != null; above = above.getParent()) {
                if (Files.isDirectory(above.resolve("node_modules").resolve(module))) {
                    return true;
                }
            }
        }
        return false;
    }
}
