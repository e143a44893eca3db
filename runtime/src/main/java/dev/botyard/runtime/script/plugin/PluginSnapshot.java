package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.script.rule.RuleIndex;
import java.lang.ref.WeakReference;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All plugins at one moment, with what fires them. Immutable; built once per change of a file.
public final class PluginSnapshot {
    private static final Logger log = LoggerFactory.getLogger(PluginSnapshot.class);
    private static final Comparator<Plugin> MATCHING = Comparator.comparingLong((Plugin plugin) -> plugin.header().priority())
            .reversed().thenComparing(Plugin::file);
    static final PluginSnapshot EMPTY = new PluginSnapshot(Map.of(), List.of());

    private final Map<String, Plugin> byFile;
    private final List<Plugin> replies;
    private final RuleIndex<Way> rules;
    private final List<Way> listeners;
    private final WeakReference<PluginSnapshot> weakly = new WeakReference<>(this);

    /// @param replies what the host answers itself; they match among the plugins, and are none
    PluginSnapshot(Map<String, Plugin> plugins, List<Plugin> replies) {
        byFile = new TreeMap<>(plugins);
        this.replies = List.copyOf(replies);
        RuleIndex.Builder<Way> builder = RuleIndex.builder();
        List<Way> ways = Stream.concat(byFile.values().stream(), replies.stream()).filter(Plugin::enabled)
                .flatMap(plugin -> plugin.entries().stream().map(entry -> new Way(plugin, entry))).toList();
        for (Way way : ways) {
            way.entry().rules().forEach(rule -> builder.add(rule, way.entry().priority(), way.plugin().file(), way));
        }
        listeners = ways.stream().filter(way -> !way.entry().events().isEmpty())
                .sorted(Comparator.comparing(Way::plugin, MATCHING)).toList();
        rules = builder
                .onBudgetExceeded((way, rule, reason) -> log.warn("plugin {}: rule '{}' was given up for a message because {}",
                        way.plugin().file(), rule.text(), reason))
                .build();
    }

    /// All plugins, by file name.
    public List<Plugin> all() {
        return List.copyOf(byFile.values());
    }

    /// The plugin with this file name.
    public Optional<Plugin> find(String file) {
        return Optional.ofNullable(byFile.get(file));
    }

    /// The plugin or the reply that a message has fired.
    Optional<Plugin> fired(String file) {
        return find(file).or(() -> replies.stream().filter(reply -> reply.file().equals(file)).findFirst());
    }

    List<Plugin> replies() {
        return replies;
    }

    /// The plugin with this file name, or the only one with this name without its ending.
    public Optional<Plugin> named(String name) {
        return find(name).or(() -> {
            List<Plugin> found = byFile.values().stream().filter(plugin -> plugin.header().baseName().equals(name)).toList();
            return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
        });
    }

    RuleIndex<Way> rules() {
        return rules;
    }

    /// The ways that events may take, in the matching order of their plugins.
    List<Way> listeners() {
        return listeners;
    }

    /// Plugins and replies that answer to messages at once, in matching order. One that waits for its packages does not.
    List<Plugin> answering() {
        return Stream.concat(byFile.values().stream(), replies.stream())
                .filter(plugin -> plugin.enabled() && !plugin.installing() && plugin.allRules().findAny().isPresent())
                .sorted(MATCHING).toList();
    }

    /// Plugins and replies that have rules, also those that are switched off or cannot run, in matching order.
    List<Plugin> withRules() {
        return Stream.concat(byFile.values().stream(), replies.stream()).filter(plugin -> !plugin.header().rules().isEmpty()
                || plugin.allRules().findAny().isPresent()).sorted(MATCHING).toList();
    }

    /// A reference to this that keeps nothing alive, one for all who need it.
    WeakReference<PluginSnapshot> weakly() {
        return weakly;
    }

    Map<String, Plugin> byFile() {
        return byFile;
    }
}
