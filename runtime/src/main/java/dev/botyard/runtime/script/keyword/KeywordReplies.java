package dev.botyard.runtime.script.keyword;

import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.Reading;
import dev.botyard.runtime.config.ReplyEntry;
import dev.botyard.runtime.config.ReplyFile;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.rule.InvalidRuleException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knows what is answered without code. Thread-safe.
///
/// An entry in which something is wrong is told, and what it said before goes on.
public final class KeywordReplies {
    private static final Logger log = LoggerFactory.getLogger(KeywordReplies.class);

    private final Path path;
    private final ReplyFile file;
    private final Consumer<List<Plugin>> fired;
    private volatile Map<String, ReplyEntry> current = Map.of();
    private volatile List<ConfigProblem> problems = List.of();

    /// @param fired takes what messages fire from now on
    public KeywordReplies(Path path, ReplyFile file, Consumer<List<Plugin>> fired) {
        this.path = path;
        this.file = file;
        this.fired = fired;
    }

    /// In the order of the file.
    public List<ReplyEntry> all() {
        return List.copyOf(current.values());
    }

    /// What is wrong with the file.
    public List<ConfigProblem> problems() {
        return problems;
    }

    public Optional<ReplyEntry> find(String name) {
        return Optional.ofNullable(current.get(name));
    }

    /// The reply that a run was fired by, as it is now.
    Optional<ReplyEntry> of(Plugin plugin) {
        return find(plugin.header().info().title());
    }

    boolean has(Plugin plugin) {
        return plugin.path().equals(path);
    }

    /// Reads the file again.
    public synchronized void refresh() {
        Reading<List<ReplyEntry>> reading = file.read();
        List<ConfigProblem> wrong = new ArrayList<>(reading.problems());
        Map<String, ReplyEntry> entries = new LinkedHashMap<>();
        Map<String, Plugin> plugins = new LinkedHashMap<>();
        for (ReplyEntry entry : reading.value()) {
            try {
                plugins.put(entry.name(), ReplyPlugin.of(path, entry));
                entries.put(entry.name(), entry);
            } catch (InvalidRuleException e) {
                wrong.add(new ConfigProblem(path.getFileName(), entry.line(), entry.name() + ".when", e.getMessage()));
            }
        }
        current.forEach((name, before) -> {
            if (!entries.containsKey(name) && wrong.stream().anyMatch(problem -> concerns(problem, name))) {
                entries.put(name, before);
                plugins.put(name, ReplyPlugin.of(path, before));
            }
        });
        wrong.stream().filter(problem -> !problems.contains(problem)).forEach(problem -> log.error("{}", problem));
        boolean changed = !entries.equals(current);
        problems = List.copyOf(wrong);
        current = java.util.Collections.unmodifiableMap(entries);
        fired.accept(List.copyOf(plugins.values()));
        if (changed) {
            log.info("replies.yaml: {} replies", entries.size());
        }
    }

    private static boolean concerns(ConfigProblem problem, String name) {
        return problem.key().isEmpty() || problem.key().equals(name) || problem.key().startsWith(name + ".");
    }

    /// Writes a reply, new or in the place of the one with its name.
    ///
    /// @throws IllegalArgumentException saying what is wrong
    public synchronized ReplyEntry put(String name, Map<String, Object> values) throws IOException {
        file.put(name, values, draft -> {
            try {
                ReplyPlugin.rules(draft);
            } catch (InvalidRuleException e) {
                throw new IllegalArgumentException(name + ".when: " + e.getMessage(), e);
            }
        });
        refresh();
        return find(name).orElseThrow(() -> new IllegalArgumentException("replies.yaml was changed at the same time; try again"));
    }

    /// Takes a reply out of the file.
    public synchronized void remove(String name) throws IOException {
        file.remove(name);
        refresh();
    }
}
