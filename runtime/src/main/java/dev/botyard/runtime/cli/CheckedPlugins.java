package dev.botyard.runtime.cli;

import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HostSettings.PluginSettings;
import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.HeaderProblem.Severity;
import dev.botyard.runtime.script.modules.KnownPackages;
import dev.botyard.runtime.script.packages.MissingModules;
import dev.botyard.runtime.script.packages.PackageBook;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginFile;
import dev.botyard.runtime.script.worker.Interpreters;
import dev.botyard.runtime.script.worker.ScriptCompiler;
import dev.botyard.runtime.script.worker.ScriptCompiler.Import;
import dev.botyard.runtime.script.worker.ScriptCompiler.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Scripts as a check sees them: read, compiled, and asked whether anything fires them.
///
/// @param unreadable why a file could not be read
/// @param missing    the packages that a script imports and nobody has
record CheckedPlugins(List<Plugin> plugins, Map<Path, String> unreadable, Map<Path, List<String>> missing) {

    /// @param home whose settings name the interpreters
    static CheckedPlugins of(List<Path> scripts, HomeFolder home) throws InterruptedException {
        List<Plugin> plugins = new ArrayList<>();
        Map<Path, String> unreadable = new LinkedHashMap<>();
        PluginSettings settings = Settings.read(home).value().plugins();
        for (Path script : scripts) {
            try {
                Plugin plugin = PluginFile.read(script, List.of(script.getParent()), ZoneId.systemDefault());
                for (HeaderProblem advice : PluginFile.advice(plugin, settings.timeoutNone())) {
                    plugin = plugin.with(advice);
                }
                plugins.add(plugin);
            } catch (IOException e) {
                unreadable.put(script, e.getMessage());
            }
        }
        Map<Path, Verdict> verdicts = compile(plugins, settings, home);
        Map<Path, List<String>> missing = new HashMap<>();
        PackageBook book = new PackageBook(home.packagesFile()).read();
        List<Path> folders = Stream.concat(Stream.of(home.plugins()), settings.folders().stream().map(home.root()::resolve))
                .toList();
        plugins.replaceAll(plugin -> {
            Verdict verdict = verdicts.getOrDefault(plugin.path(), Verdict.FINE);
            String manager = plugin.language().packageManager();
            List<String> packages = Stream.of(settings.packages(manager), book.forAll(manager), book.of(plugin.file()),
                    settings.readyMade() ? KnownPackages.of(plugin.language()).ready() : List.<String>of())
                    .flatMap(List::stream).toList();
            Plugin judged = plugin.judged(verdict);
            List<Import> unmet = MissingModules.find(plugin, verdict.imports(), packages, folders);
            missing.put(plugin.path(), MissingModules.packages(plugin.language(), unmet));
            for (HeaderProblem problem : MissingModules.told(plugin, unmet)) {
                judged = judged.with(problem);
            }
            return fired(judged);
        });
        return new CheckedPlugins(List.copyOf(plugins), unreadable, missing);
    }

    boolean empty() {
        return plugins.isEmpty() && unreadable.isEmpty();
    }

    /// A script whose interpreter cannot be asked cannot run here either, which is its verdict then.
    private static Map<Path, Verdict> compile(List<Plugin> plugins, PluginSettings settings, HomeFolder home)
            throws InterruptedException {
        Interpreters interpreters = new Interpreters(Distribution.sdk(), settings.python(), settings.node());
        Map<Path, Verdict> verdicts = new HashMap<>();
        Map<Language, List<ScriptCompiler.Script>> languages = plugins.stream()
                .collect(Collectors.groupingBy(Plugin::language, Collectors.mapping(Plugin::code, Collectors.toList())));
        try (ScriptCompiler compiler = new ScriptCompiler(() -> interpreters, Settings.childEnvironment(home))) {
            for (Map.Entry<Language, List<ScriptCompiler.Script>> language : languages.entrySet()) {
                try {
                    verdicts.putAll(compiler.compile(language.getKey(), language.getValue()));
                } catch (IOException e) {
                    language.getValue()
                            .forEach(script -> verdicts.put(script.file(),
                                    new Verdict(0, "it was not compiled: " + e.getMessage())));
                }
            }
        }
        return verdicts;
    }

    private static Plugin fired(Plugin plugin) {
        return plugin.header().fired()
                ? plugin
                : plugin.with(new HeaderProblem(0, Severity.WARNING,
                        "nothing fires it: it has no rule, event, cron or router header. It runs only by hand, or where another script imports it."));
    }
}
