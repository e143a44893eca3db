package dev.botyard.runtime.im.adapter;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The adapters at one moment. Immutable.
public final class AdapterCatalog {
    static final AdapterCatalog EMPTY = new AdapterCatalog(List.of(), List.of());

    private final Map<String, LoadedAdapter> adapters = new TreeMap<>();
    private final List<RefusedJar> refused;

    AdapterCatalog(Collection<LoadedAdapter> adapters, Collection<RefusedJar> refused) {
        adapters.forEach(adapter -> this.adapters.put(adapter.id(), adapter));
        this.refused = refused.stream().sorted(Comparator.comparing(RefusedJar::source)).toList();
    }

    /// The adapter of that id.
    public Optional<LoadedAdapter> find(String id) {
        return Optional.ofNullable(adapters.get(id));
    }

    /// All, by id.
    public List<LoadedAdapter> all() {
        return List.copyOf(adapters.values());
    }

    /// Those that serve accounts of `imType` without being named, by id.
    public List<LoadedAdapter> forImType(String imType) {
        return adapters.values().stream().filter(adapter -> adapter.descriptor().imTypes().contains(imType)).toList();
    }

    /// The jars that were not loaded and why; an older version of the same jar may still be running.
    public List<RefusedJar> refused() {
        return refused;
    }
}
