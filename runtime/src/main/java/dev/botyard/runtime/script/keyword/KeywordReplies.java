package dev.botyard.runtime.script.keyword;

import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.Reading;
import dev.botyard.runtime.config.ReplyEntry;
import dev.botyard.runtime.config.EntryFile;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.rule.InvalidRuleException;
import java.io.IOException;
import java.nio.file.Path;
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
    private final EntryFile<ReplyEntry> file;
    private final Consumer<List<Plugin>> fired;
    private volatile Map<String, ReplyEntry> current = Map.of();
    private volatile List<ConfigProblem> problems = List.of();

    /// @param fired takes what messages fire from now on
    public KeywordReplies(Path path, EntryFile<ReplyEntry> file, Consumer<List<Plugin>> fired) {
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
        Reading<Map<String, ReplyEntry>> reading = file.follow(current, "when", KeywordReplies::fault);
        Map<String, ReplyEntry> entries = reading.value();
        reading.problems().stream().filter(problem -> !problems.contains(problem)).forEach(problem -> log.error("{}", problem));
        boolean changed = !entries.equals(current);
        problems = reading.problems();
        current = entries;
        fired.accept(entries.values().stream().map(entry -> ReplyPlugin.of(path, entry)).toList());
        if (changed) {
            log.info("replies.yaml: {} replies", entries.size());
        }
    }

    private static Optional<String> fault(ReplyEntry entry) {
        try {
            ReplyPlugin.rules(entry);
            return Optional.empty();
        } catch (InvalidRuleException e) {
            return Optional.of(e.getMessage());
        }
    }

    /// Writes a reply, new or in the place of the one with its name.
    ///
    /// @throws IllegalArgumentException saying what is wrong
    public synchronized ReplyEntry put(String name, Map<String, Object> values) throws IOException {
        file.put(name, values, draft -> fault(draft).ifPresent(sentence -> {
            throw new IllegalArgumentException(name + ".when: " + sentence);
        }));
        refresh();
        return find(name).orElseThrow(() -> new IllegalArgumentException("replies.yaml was changed at the same time; try again"));
    }

    /// Takes a reply out of the file.
    public synchronized void remove(String name) throws IOException {
        file.remove(name);
        refresh();
    }
}
