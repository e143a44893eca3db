package dev.botyard.runtime.ops.moving;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.store.Buckets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The administrators of another host: key `masters` of the bucket that bears an IM's name, lines of a settings file, or `masters.json`.
final class OldMasters {
    private static final String KEY = "masters";

    private final UnaryOperator<String> canonical;
    private final Map<String, SequencedSet<String>> found = new LinkedHashMap<>();

    /// @param canonical the IM type behind an alias
    OldMasters(UnaryOperator<String> canonical) {
        this.canonical = canonical;
    }

    static List<String> ids(String text) {
        return Arrays.stream(text.split("[&,;|\\s，；]+")).filter(id -> !id.isEmpty()).toList();
    }

    void add(Map<String, List<String>> masters) {
        masters.forEach((im, ids) -> found.computeIfAbsent(canonical.apply(im), _ -> new LinkedHashSet<>()).addAll(ids));
    }

    void add(Buckets.Value value) {
        if (value.key().equals(KEY) && value.bucket().matches("[A-Za-z0-9_-]+")) {
            add(Map.of(value.bucket(), ids(value.value())));
        }
    }

    /// @throws IOException with the end of a sentence that begins with the file's name
    void read(Path file) throws IOException {
        try {
            JsonNode whole = Json.MAPPER.readTree(FileText.of(file));
            if (!whole.isObject()) {
                throw new IOException("expected {\"qq\": [\"10001\"]}");
            }
            whole.properties().forEach(im -> add(Map.of(im.getKey(), im.getValue().isArray()
                    ? im.getValue().valueStream().map(id -> id.isString() ? id.stringValue() : id.toString()).toList()
                    : ids(im.getValue().isString() ? im.getValue().stringValue() : im.getValue().toString()))));
        } catch (JacksonException broken) {
            throw new IOException("is not valid JSON", broken);
        }
    }

    /// Ids by IM type, without empty ones.
    Map<String, Set<String>> all() {
        Map<String, Set<String>> all = new LinkedHashMap<>(found);
        all.values().removeIf(Set::isEmpty);
        return all;
    }
}
