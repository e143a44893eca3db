package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.infra.logging.HiddenText;
import dev.botyard.runtime.infra.folder.FileTwin;
import java.util.EnumMap;
import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.config.DanglingLink;
import dev.botyard.runtime.script.worker.ScriptCompiler;
import dev.botyard.runtime.script.worker.ScriptCompiler.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knows the scripts of the plugin folders. Reading the snapshot is one volatile read; [#refresh] reads files that changed. Thread-safe.
///
/// A script that does not compile is invalid like one with a wrong rule. Until [#compileFromNow] none is compiled but those that have to tell
/// their handlers, so that a host is ready sooner.
public final class PluginCatalog {
    private static final Logger log = LoggerFactory.getLogger(PluginCatalog.class);

    private final Supplier<List<Path>> folders;
    private final Supplier<ZoneId> zone;
    private final PluginEnvironments environments;
    private final ScriptCompiler compiler;
    private final SyntaxFaults faults;
    private final Predicate<String> off;
    private boolean compiling;
    private final List<PluginListener> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<Language, String> interpretersMissing = Map.of();
    private volatile PluginSnapshot snapshot = PluginSnapshot.EMPTY;
    private volatile List<String> unreadable = List.of();

    /// @param folders the plugin folders; where two hold a file of the same name, the first wins
    public PluginCatalog(Supplier<List<Path>> folders, Supplier<ZoneId> zone, PluginEnvironments environments,
            ScriptCompiler compiler) {
        this(folders, zone, environments, compiler, _ -> false);
    }

    /// @param folders the plugin folders; where two hold a file of the same name, the first wins
    /// @param off     whether an operator has switched the plugin of this file off
    public PluginCatalog(Supplier<List<Path>> folders, Supplier<ZoneId> zone, PluginEnvironments environments,
            ScriptCompiler compiler, Predicate<String> off) {
        this.off = off;
        this.compiler = compiler;
        this.faults = new SyntaxFaults(compiler, folders);
        this.folders = folders;
        this.zone = zone;
        this.environments = environments;
    }

    /// Hears of plugins that were added, changed or removed.
    @FunctionalInterface
    public interface PluginListener {
        /// @param before null when it is new
        /// @param after  null when it is gone
        void changed(Plugin before, Plugin after);
    }

    public void listen(PluginListener listener) {
        listeners.add(listener);
    }

    public PluginSnapshot snapshot() {
        return snapshot;
    }

    /// Sentences about files that could not be read or are hidden by another of the same name.
    public List<String> unreadable() {
        return unreadable;
    }

    /// What the host answers itself from now on, in the order of the plugins' priorities.
    public synchronized void replies(List<Plugin> replies) {
        snapshot = new PluginSnapshot(snapshot.byFile(), replies);
    }

    /// Compiles all scripts, and from now on each one that changes.
    public synchronized void compileFromNow() {
        compiling = true;
        refresh();
    }

    /// Reads all folders again.
    public synchronized void refresh() {
        Map<String, Plugin> before = snapshot.byFile();
        Map<String, Plugin> after = read(before);
        Map<Language, String> without = missing(after.values());
        faults.examine(after.values().stream().filter(plugin -> without.get(plugin.language()).isEmpty())
                .filter(plugin -> compiling || plugin.declares()).toList());
        after.replaceAll((name, read) -> sameAs(before.get(name),
                judged(read, without.get(read.language())).switched(off.test(name))));
        interpretersMissing = without;
        if (!after.equals(before)) {
            snapshot = new PluginSnapshot(after, snapshot.replies());
            announce(before, after);
        }
    }

    /// Reads the folders again when an interpreter has come or gone; cheap otherwise.
    public void lookForInterpreters() {
        if (!missing(snapshot.byFile().values()).equals(interpretersMissing)) {
            refresh();
        }
    }

    /// Why scripts of a language cannot be run, `""` when they can, for the languages of these plugins.
    private Map<Language, String> missing(Collection<Plugin> plugins) {
        Map<Language, String> sentences = new EnumMap<>(Language.class);
        plugins.forEach(plugin -> sentences.computeIfAbsent(plugin.language(), compiler::missing));
        return sentences;
    }

    private Plugin judged(Plugin read, String interpreterMissing) {
        return interpreterMissing.isEmpty()
                ? compiled(read)
                : read.invalid().isEmpty() || read.installing() ? read.judged(new Verdict(0, interpreterMissing)) : read;
    }

    private Plugin compiled(Plugin read) {
        Plugin judged = faults.judged(read);
        for (HeaderProblem missing : environments.missing(read, faults.imports(read), folders.get())) {
            judged = judged.with(missing);
        }
        return judged;
    }

    /// What is known already stays the same object, which tells that nothing has changed.
    private static Plugin sameAs(Plugin known, Plugin read) {
        boolean same = known != null && known.stamp().equals(read.stamp()) && known.path().equals(read.path())
                && known.startJson().equals(read.startJson()) && known.invalid().equals(read.invalid())
                && known.installing() == read.installing() && known.off() == read.off()
                && known.problems().equals(read.problems()) && known.told().equals(read.told());
        return same ? known : read;
    }

    private Map<String, Plugin> read(Map<String, Plugin> before) {
        Map<String, Plugin> after = new HashMap<>();
        List<String> trouble = new ArrayList<>();
        for (Path folder : folders.get()) {
            for (Path path : scripts(folder, trouble)) {
                String name = path.getFileName().toString();
                if (HiddenText.first(name).isPresent()) {
                    trouble.add("the plugin '" + HiddenText.shown(name) + "' is not read: its name is misleading; "
                            + HiddenText.why(name)
                            + "rename the file");
                    continue;
                }
                if (after.containsKey(name)) {
                    trouble.add(path + " is ignored because " + after.get(name).path() + " has the same name");
                    continue;
                }
                read(path, before.get(name), after, trouble);
            }
        }
        FileTwin.among(after.keySet())
                .forEach(twin -> trouble.add("the plugins " + twin.sentence() + "; rename one of the files"));
        trouble.stream().filter(line -> !unreadable.contains(line)).forEach(log::warn);
        unreadable = List.copyOf(trouble);
        return after;
    }

    private static List<Path> scripts(Path folder, List<String> trouble) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(PluginFile::isPlugin).filter(file -> Files.isRegularFile(file) || DanglingLink.is(file)).sorted()
                    .toList();
        } catch (IOException e) {
            trouble.add("the plugin folder " + folder + " cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    private void read(Path path, Plugin known, Map<String, Plugin> after, List<String> trouble) {
        try {
            Plugin read = PluginFile.read(path, folders.get(), zone.get(), environments, this::refresh);
            after.put(read.file(), read);
        } catch (IOException e) {
            trouble.add("plugin " + path + " cannot be read: " + e.getMessage());
            if (known != null) {
                after.put(known.file(), known);
            }
        }
    }

    private void announce(Map<String, Plugin> before, Map<String, Plugin> after) {
        Set<String> names = new HashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.stream().sorted().forEach(name -> {
            Plugin old = before.get(name);
            Plugin now = after.get(name);
            if (old != now) {
                tell(old, now);
            }
        });
    }

    private void tell(Plugin old, Plugin now) {
        if (now == null) {
            log.info("plugin {}: removed", old.file());
        } else {
            log.info("plugin {}: {} {}{}", now.file(), old == null ? "loaded" : "replaced", now.state(),
                    now.invalid().isEmpty() ? "" : " (" + now.invalid() + ")");
            now.problems().forEach(problem -> log.warn("{}:{}: {}", now.path(), problem.line(), problem.message()));
        }
        for (PluginListener listener : listeners) {
            try {
                listener.changed(old, now);
            } catch (RuntimeException e) {
                log.error("a listener for plugin changes failed", e);
            }
        }
    }
}
