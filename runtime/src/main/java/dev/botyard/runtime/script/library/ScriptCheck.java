package dev.botyard.runtime.script.library;

import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.HeaderProblem.Severity;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.packages.MissingModules;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginFile;
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
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Says all that is wrong with scripts: they are read, compiled, and asked whether anything fires them. Thread-safe.
///
/// @param packages    what a plugin gets besides what its header names
/// @param folders     where files of other plugins are found
/// @param timeoutNone what scripts are given when nobody answers, where the header does not say
/// @param trusted     whether files with handlers may be run to tell them; otherwise they are only compiled
public record ScriptCheck(ScriptCompiler compiler, Supplier<ZoneId> zone, Function<Plugin, List<String>> packages,
        Supplier<List<Path>> folders, BooleanSupplier timeoutNone, boolean trusted) {

    /// What was found.
    ///
    /// @param unreadable why a file could not be read
    /// @param missing    the packages that a script imports and nobody has
    public record Checked(List<Plugin> plugins, Map<Path, String> unreadable, Map<Path, List<String>> missing) {
        public boolean empty() {
            return plugins.isEmpty() && unreadable.isEmpty();
        }
    }

    /// Blocks while interpreters compile.
    public Checked of(List<Path> scripts) throws InterruptedException {
        List<Plugin> plugins = new ArrayList<>();
        Map<Path, String> unreadable = new LinkedHashMap<>();
        for (Path script : scripts) {
            try {
                Plugin plugin = PluginFile.read(script, List.of(script.getParent()), zone.get());
                for (HeaderProblem advice : PluginFile.advice(plugin, timeoutNone.getAsBoolean())) {
                    plugin = plugin.with(advice);
                }
                plugins.add(plugin);
            } catch (IOException e) {
                unreadable.put(script, e.getMessage());
            }
        }
        Map<Path, Verdict> verdicts = compile(plugins);
        Map<Path, List<String>> missing = new HashMap<>();
        plugins.replaceAll(plugin -> {
            Verdict verdict = verdicts.getOrDefault(plugin.path(), Verdict.FINE);
            Plugin judged = plugin.judged(verdict);
            List<Import> unmet = MissingModules.find(plugin, verdict.imports(), packages.apply(plugin), folders.get());
            missing.put(plugin.path(), MissingModules.packages(plugin.language(), unmet));
            for (HeaderProblem problem : MissingModules.told(plugin, unmet)) {
                judged = judged.with(problem);
            }
            return fired(judged);
        });
        return new Checked(List.copyOf(plugins), unreadable, missing);
    }

    /// A script whose interpreter cannot be asked cannot run here either, which is its verdict then.
    private Map<Path, Verdict> compile(List<Plugin> plugins) throws InterruptedException {
        Map<Path, Verdict> verdicts = new HashMap<>();
        Map<Language, List<ScriptCompiler.Script>> languages = plugins.stream()
                .collect(Collectors.groupingBy(Plugin::language, Collectors.mapping(this::code, Collectors.toList())));
        for (Map.Entry<Language, List<ScriptCompiler.Script>> language : languages.entrySet()) {
            try {
                verdicts.putAll(compiler.compile(language.getKey(), language.getValue()));
            } catch (IOException e) {
                language.getValue().forEach(
                        script -> verdicts.put(script.file(), new Verdict(0, "it was not compiled: " + e.getMessage())));
            }
        }
        return verdicts;
    }

    private ScriptCompiler.Script code(Plugin plugin) {
        return trusted
                ? plugin.code(List.of(plugin.folder()))
                : new ScriptCompiler.Script(plugin.path(), plugin.code(List.of()).dialect());
    }

    private Plugin fired(Plugin plugin) {
        return plugin.fired() || plugin.declares() && !trusted
                ? plugin
                : plugin.with(new HeaderProblem(0, Severity.WARNING,
                        "nothing fires it: it has no rule, event, cron or router header, and no handler. It runs only by hand, or where another script imports it."));
    }
}
