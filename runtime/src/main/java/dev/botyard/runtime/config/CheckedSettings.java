package dev.botyard.runtime.config;

import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.ConfigField;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Settings that were held against what is declared. Every declared key has a value.
public final class CheckedSettings {
    private final AdapterConfig values;
    private final Map<String, YamlNode> given;
    private final Map<String, YamlNode.YamlObject> parents;
    private final List<ConfigProblem> problems;

    /// @param given   what stands in the file, by key
    /// @param parents the section of each declared key, for places of what is not in the file
    CheckedSettings(AdapterConfig values, Map<String, YamlNode> given, Map<String, YamlNode.YamlObject> parents,
            List<ConfigProblem> problems) {
        this.values = values;
        this.given = given;
        this.parents = parents;
        this.problems = problems;
    }

    AdapterConfig values() {
        return values;
    }

    List<ConfigProblem> problems() {
        return problems;
    }

    /// Something is wrong with a value that only its reader can tell.
    void problem(String key, String message) {
        problems.add(place(key).problem(message));
    }

    boolean has(String key) {
        return given.containsKey(key);
    }

    String text(String key) {
        return values.text(key);
    }

    int integer(String key) {
        return values.integer(key);
    }

    boolean flag(String key) {
        return values.flag(key);
    }

    Duration duration(String key) {
        return values.duration(key);
    }

    List<String> texts(String key) {
        return values.list(key);
    }

    /// Whatever stands at a setting, to be compared with the same of another file.
    Object value(Setting setting) {
        String key = setting.key();
        return switch (setting.shape()) {
            case VALUE -> setting.field().type() == ConfigField.Type.LIST ? texts(key) : text(key);
            case TEXT_BY_NAME -> {
                Map<String, String> texts = new LinkedHashMap<>();
                textByName(key).forEach((name, scalar) -> texts.put(name, scalar.text()));
                yield texts;
            }
            case LIST_BY_NAME -> listByName(key);
            case KEYS -> object(key);
        };
    }

    /// Where the value of `key` stands, or would.
    YamlNode.Place place(String key) {
        YamlNode node = given.get(key);
        return node == null ? parents.get(key).place().at(key.substring(key.lastIndexOf('.') + 1)) : node.place();
    }

    /// The keys below `key`, none when it is missing or something else.
    YamlNode.YamlObject object(String key) {
        return given.get(key) instanceof YamlNode.YamlObject object ? object : new YamlNode.YamlObject(place(key), Map.of());
    }

    /// Free names, each with a text.
    Map<String, YamlNode.YamlScalar> textByName(String key) {
        Map<String, YamlNode.YamlScalar> found = new LinkedHashMap<>();
        object(key).fields().forEach((name, node) -> {
            if (node instanceof YamlNode.YamlScalar scalar && !scalar.absent()) {
                found.put(name, scalar);
            }
        });
        return found;
    }

    /// Free names, each with a list of text, in the order of the file.
    Map<String, List<String>> listByName(String key) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        object(key).fields().forEach((name, node) -> found.put(name, texts(node)));
        return Collections.unmodifiableMap(found);
    }

    private static List<String> texts(YamlNode node) {
        List<YamlNode> items = node instanceof YamlNode.YamlList list ? list.items() : List.of(node);
        return items.stream().filter(YamlNode.YamlScalar.class::isInstance).map(YamlNode.YamlScalar.class::cast)
                .filter(scalar -> !scalar.absent()).map(YamlNode.YamlScalar::text).toList();
    }
}
