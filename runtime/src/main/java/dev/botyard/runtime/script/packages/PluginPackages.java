package dev.botyard.runtime.script.packages;

import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.header.PluginDependency;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginEnvironments;
import dev.botyard.runtime.script.worker.ScriptCompiler.Import;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// What each plugin may import: what its header names, what was added for it, and what all have. Thread-safe.
public final class PluginPackages implements PluginEnvironments {
    private final DependencyStore store;
    private final PackageBook book;
    private final Function<String, List<String>> common;

    /// What a plugin gets besides what its header names, whether it is there or still being installed.
    ///
    /// @param common    as with the constructor
    /// @param readyMade of the ready-made list, by language
    public static List<String> provided(Plugin plugin, PackageBook book, Function<String, List<String>> common,
            Function<Language, List<String>> readyMade) {
        return Stream.of(book.of(plugin.file()), common.apply(plugin.language().packageManager()),
                readyMade.apply(plugin.language())).flatMap(List::stream).toList();
    }

    /// The same of this host.
    public List<String> provided(Plugin plugin) {
        return provided(plugin, book, common, store::readyMade);
    }

    /// @param common what all plugins have, by the name of the package manager
    public PluginPackages(DependencyStore store, PackageBook book, Function<String, List<String>> common) {
        this.store = store;
        this.book = book;
        this.common = common;
    }

    @Override
    public State of(Language language, List<PluginDependency> dependencies, Runnable changed) {
        return store.of(language, dependencies, changed);
    }

    @Override
    public List<PluginDependency> added(String file) {
        return Language.ofFile(file).map(language -> book.dependencies(file, language.packageManager())).orElse(List.of());
    }

    @Override
    public List<HeaderProblem> missing(Plugin plugin, List<Import> imports, List<Path> folders) {
        return MissingModules.of(plugin, imports, provided(plugin), folders);
    }
}
