package dev.botyard.runtime.script.modules;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.header.PluginDependency;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Public packages that scripts import, by the names under which they do: a module is often called otherwise than its package.
public final class KnownPackages {
    private static final Map<Language, KnownPackages> known = read();

    private final Map<String, String> byModule;
    private final Map<String, List<String>> brought;
    private final List<String> ready;

    private KnownPackages(JsonNode node) {
        byModule = new LinkedHashMap<>();
        node.path("same").forEach(name -> byModule.put(name.stringValue(""), name.stringValue("")));
        node.path("modules").properties()
                .forEach(entry -> byModule.put(entry.getKey(), entry.getValue().stringValue("")));
        brought = new HashMap<>();
        node.path("brings").properties().forEach(entry -> brought.put(PluginDependency.normal(entry.getKey()),
                entry.getValue().valueStream().map(name -> name.stringValue("")).toList()));
        List<String> list = new ArrayList<>();
        node.path("ready").forEach(name -> list.add(name.stringValue("")));
        ready = List.copyOf(list);
    }

    public static KnownPackages of(Language language) {
        return known.get(language);
    }

    private static Map<Language, KnownPackages> read() {
        try (InputStream in = KnownPackages.class.getResourceAsStream("/packages/known.json")) {
            JsonNode tree = Json.MAPPER.readTree(in);
            Map<Language, KnownPackages> all = new HashMap<>();
            for (Language language : Language.values()) {
                all.put(language, new KnownPackages(tree.path(language.packageManager())));
            }
            return Map.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The public package that has a module.
    public Optional<String> having(String module) {
        return Optional.ofNullable(byModule.get(module));
    }

    /// Whether one of these packages has the module, or brings another along that has it.
    ///
    /// @param packages normal names
    public boolean provided(String module, Set<String> packages) {
        return packages.contains(PluginDependency.normal(module))
                || having(module).map(PluginDependency::normal).filter(packages::contains).isPresent()
                || packages.stream().anyMatch(one -> brought.getOrDefault(one, List.of()).contains(module));
    }

    /// What most published scripts want.
    public List<String> ready() {
        return ready;
    }
}
