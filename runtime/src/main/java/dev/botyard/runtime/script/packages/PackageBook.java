package dev.botyard.runtime.script.packages;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.secret.PrivateFiles;
import dev.botyard.runtime.script.header.PluginDependency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// `packages.json`: what an operator has added for a plugin whose author names no packages, or for all plugins. The authors' files stay as
/// they are. Thread-safe.
public final class PackageBook {
    private static final Logger log = LoggerFactory.getLogger(PackageBook.class);
    private static final int MOST = 200;

    private final Path file;
    private volatile Added added = Added.NOTHING;

    public PackageBook(Path file) {
        this.file = file;
    }

    /// What was added.
    ///
    /// @param all     for all plugins, by the package manager
    /// @param plugins by the file of the plugin
    public record Added(Map<String, List<String>> all, Map<String, List<String>> plugins) {
        static final Added NOTHING = new Added(Map.of(), Map.of());

        public Added {
            all = all == null ? Map.of() : Map.copyOf(all);
            plugins = plugins == null ? Map.of() : Map.copyOf(plugins);
        }
    }

    /// Reads the file again; one that cannot be read changes nothing.
    public synchronized PackageBook read() {
        try {
            added = found();
        } catch (IOException e) {
            log.error("{}", e.getMessage());
        }
        return this;
    }

    private Added found() throws IOException {
        if (!Files.exists(file)) {
            return Added.NOTHING;
        }
        try {
            return Json.MAPPER.readValue(Files.readString(file), Added.class);
        } catch (JacksonException e) {
            throw new IOException(file + " is not the JSON of 'botyard packages'; mend or remove it: " + e.getOriginalMessage(),
                    e);
        }
    }

    public Added added() {
        return added;
    }

    /// What all plugins may import.
    public List<String> forAll(String manager) {
        return added.all().getOrDefault(manager, List.of());
    }

    /// What one plugin gets besides.
    public List<String> of(String plugin) {
        return added.plugins().getOrDefault(plugin, List.of());
    }

    /// Adds and removes packages and writes the file; another version takes the place of the one that was there.
    ///
    /// @param plugin  its file, `""` for all plugins
    /// @throws IllegalArgumentException when one is no name of a package; nothing is written then
    public synchronized void change(String manager, String plugin, List<String> add, List<String> remove) throws IOException {
        added = found();
        Map<String, List<String>> all = new TreeMap<>(added.all());
        Map<String, List<String>> plugins = new TreeMap<>(added.plugins());
        Map<String, List<String>> changed = plugin.isEmpty() ? all : plugins;
        String key = plugin.isEmpty() ? manager : plugin;
        List<String> names = new ArrayList<>(changed.getOrDefault(key, List.of()));
        for (String one : remove) {
            String name = named(one, manager);
            if (!names.removeIf(other -> named(other, manager).equals(name))) {
                throw new IllegalArgumentException(
                        "'" + one + "' was not added " + (plugin.isEmpty() ? "for all" : "for " + plugin));
            }
        }
        for (String one : add) {
            String name = named(one, manager);
            names.removeIf(other -> named(other, manager).equals(name));
            names.add(one.strip());
        }
        if (names.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " packages are not kept in one list");
        }
        if (names.isEmpty()) {
            changed.remove(key);
        } else {
            changed.put(key, List.copyOf(names));
        }
        Added next = new Added(all, plugins);
        PrivateFiles.replace(file, Json.MAPPER.writerWithDefaultPrettyPrinter()
                .writeValueAsString(Map.of("all", new TreeMap<>(next.all()), "plugins", new TreeMap<>(next.plugins()))) + "\n");
        added = next;
    }

    private static String named(String written, String manager) {
        return PluginDependency.written(0, written, manager).map(PluginDependency::name).map(PluginDependency::normal)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + written + "' is not the name of a package; it is written as behind '"
                                + manager + " install'"));
    }

    /// The packages of a plugin as its header would name them.
    List<PluginDependency> dependencies(String plugin, String manager) {
        return of(plugin).stream().map(one -> PluginDependency.written(0, one, manager)).flatMap(Optional::stream).toList();
    }
}
