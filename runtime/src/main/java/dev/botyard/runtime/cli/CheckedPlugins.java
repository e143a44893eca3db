package dev.botyard.runtime.cli;

import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HostSettings.PluginSettings;
import dev.botyard.runtime.script.library.ScriptCheck;
import dev.botyard.runtime.script.library.ScriptCheck.Checked;
import dev.botyard.runtime.script.packages.PackageBook;
import dev.botyard.runtime.script.packages.PluginPackages;
import dev.botyard.runtime.script.packages.ReadyMade;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.worker.Interpreters;
import dev.botyard.runtime.script.worker.ScriptCompiler;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The check of scripts as a host would do it, where none runs.
final class CheckedPlugins {
    private CheckedPlugins() {}

    /// @param home whose settings name the interpreters
    static Checked of(List<Path> scripts, HomeFolder home) throws InterruptedException {
        PluginSettings settings = Settings.read(home).value().plugins();
        Interpreters interpreters = new Interpreters(Distribution.sdk(), settings.python(), settings.node());
        PackageBook book = new PackageBook(home.packagesFile()).read();
        Function<String, List<String>> common = manager -> Stream
                .concat(settings.packages(manager).stream(), book.forAll(manager).stream()).toList();
        Function<Plugin, List<String>> packages = plugin -> PluginPackages.provided(plugin, book, common,
                language -> settings.readyMade() ? ReadyMade.provided(home.installed(), language) : List.of());
        List<Path> folders = Stream.concat(Stream.of(home.plugins()), settings.folders().stream().map(home.root()::resolve))
                .toList();
        try (ScriptCompiler compiler = new ScriptCompiler(() -> interpreters, Settings.childEnvironment(home))) {
            return new ScriptCheck(compiler, ZoneId::systemDefault, packages, () -> folders, settings::timeoutNone, true)
                    .of(scripts);
        }
    }
}
