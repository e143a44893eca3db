package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.worker.ScriptCompiler;
import dev.botyard.runtime.script.worker.ScriptCompiler.Import;
import dev.botyard.runtime.script.worker.ScriptCompiler.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers which versions of scripts compile, so that each is compiled once. Thread-safe.
final class SyntaxFaults {
    private static final Logger log = LoggerFactory.getLogger(SyntaxFaults.class);

    private final ScriptCompiler compiler;
    private final Supplier<List<Path>> folders;
    private final Map<Key, Verdict> known = new ConcurrentHashMap<>();

    /// @param folders where modules of other plugins are found
    SyntaxFaults(ScriptCompiler compiler, Supplier<List<Path>> folders) {
        this.folders = folders;
        this.compiler = compiler;
    }

    /// Another interpreter may say something else about the same text, and other packages let a file tell other handlers.
    private record Key(Path path, String stamp, String interpreter, boolean declares, List<Path> packages) {}

    private Key key(Plugin plugin) {
        return new Key(plugin.path(), plugin.stamp(), compiler.interpreter(plugin.language()),
                plugin.declares() && !plugin.installing(),
                plugin.declares() ? plugin.packages() : List.of());
    }

    /// Compiles those that are not known yet, and forgets all others. Blocks.
    void examine(Collection<Plugin> plugins) {
        Set<Key> keys = new HashSet<>();
        plugins.forEach(plugin -> keys.add(key(plugin)));
        known.keySet().retainAll(keys);
        Map<Language, List<Plugin>> unknown = plugins.stream()
                .filter(plugin -> !known.containsKey(key(plugin)))
                .collect(Collectors.groupingBy(Plugin::language, TreeMap::new, Collectors.toList()));
        unknown.forEach(this::compile);
    }

    private void compile(Language language, List<Plugin> plugins) {
        Map<Path, Verdict> verdicts = Map.of();
        try {
            verdicts = compiler.compile(language, plugins.stream().map(plugin -> plugin.code(folders.get())).toList());
        } catch (IOException e) {
            log.warn("whether {} {} scripts compile is not known before they run: {}", plugins.size(), language.label(),
                    e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        for (Plugin plugin : plugins) {
            known.put(key(plugin), verdicts.getOrDefault(plugin.path(), Verdict.FINE));
        }
    }

    /// The plugin with what is known about its code.
    Plugin judged(Plugin plugin) {
        return plugin.judged(verdict(plugin));
    }

    /// What must be there for the script to run, as far as its code is known.
    List<Import> imports(Plugin plugin) {
        return verdict(plugin).imports();
    }

    private Verdict verdict(Plugin plugin) {
        return known.getOrDefault(key(plugin), Verdict.FINE);
    }
}
