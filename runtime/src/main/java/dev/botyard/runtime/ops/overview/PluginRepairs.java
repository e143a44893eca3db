package dev.botyard.runtime.ops.overview;

import dev.botyard.runtime.infra.launcher.Launcher;
import dev.botyard.runtime.ops.overview.Repair.Kind;
import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.HeaderProblem.Severity;
import dev.botyard.runtime.script.packages.MissingModules;
import dev.botyard.runtime.script.plugin.Plugin;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Plugins that cannot run, or lack something; each is told once, with the gravest. One that is switched off lacks nothing.
public final class PluginRepairs implements Supplier<List<Repair>> {
    private final Supplier<Collection<Plugin>> plugins;
    private final Function<Collection<Plugin>, Map<String, List<String>>> unset;

    /// @param unset the settings that plugins need and nobody has given, by file
    public PluginRepairs(Supplier<Collection<Plugin>> plugins,
            Function<Collection<Plugin>, Map<String, List<String>>> unset) {
        this.plugins = plugins;
        this.unset = unset;
    }

    @Override
    public List<Repair> get() {
        List<Plugin> on = plugins.get().stream().filter(plugin -> !plugin.off() && !plugin.header().disabled()).toList();
        Map<String, List<String>> lacking = unset.apply(on);
        return on.stream().flatMap(plugin -> of(plugin, lacking.getOrDefault(plugin.file(), List.of()))).toList();
    }

    private static Stream<Repair> of(Plugin plugin, List<String> lacking) {
        String show = Launcher.command() + " plugins show " + plugin.file();
        if (plugin.installing()) {
            return Stream.of(new Repair(Kind.PLUGIN_PACKAGES, plugin.file(), plugin.invalid(), ""));
        }
        if (!plugin.invalid().isEmpty()) {
            return Stream.of(new Repair(Kind.PLUGIN_INVALID, plugin.file(), plugin.invalid(), show));
        }
        if (!lacking.isEmpty()) {
            return Stream.of(new Repair(Kind.PLUGIN_SETTINGS, plugin.file(), String.join(", ", lacking),
                    Launcher.command() + " plugins params " + plugin.file()));
        }
        return Stream.concat(first(plugin, Kind.PLUGIN_PACKAGES, MissingModules::tells, show),
                first(plugin, Kind.PLUGIN_PROBLEM, problem -> problem.severity() == Severity.ERROR, show)).limit(1);
    }

    private static Stream<Repair> first(Plugin plugin, Kind kind, Predicate<HeaderProblem> which, String command) {
        return plugin.problems().stream().filter(which).limit(1)
                .map(problem -> new Repair(kind, plugin.file(), (problem.line() > 0 ? "line " + problem.line() + ": " : "")
                        + problem.message(), command));
    }
}
