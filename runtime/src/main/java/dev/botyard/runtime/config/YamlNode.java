package dev.botyard.runtime.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value in a YAML file with its place. Immutable; `toString` never shows values, since any may be secret.
public sealed interface YamlNode {

    Place place();

    /// A problem at this value.
    default ConfigProblem problem(String message) {
        return place().problem(message);
    }

    /// What this is, for sentences: `text`, `a list`, `nothing`.
    String describe();

    /// Where a value stands.
    ///
    /// @param key dotted, `""` for the whole file; items of lists as `key[0]`
    record Place(Path file, int line, int column, String key) {
        public ConfigProblem problem(String message) {
            return new ConfigProblem(file, line, column, key, message);
        }

        Place at(String child) {
            return new Place(file, line, column, key.isEmpty() ? child : key + "." + child);
        }
    }

    /// Keys with values, in the file's order.
    record YamlObject(Place place, Map<String, YamlNode> fields) implements YamlNode {
        /// What a `botyard.yaml` without a word is.
        public static final YamlObject NO_SETTINGS = new YamlObject(new Place(Path.of("botyard.yaml"), 0, 0, ""), Map.of());

        public YamlObject {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /// What stands at the end of a path of keys; null for nothing.
        YamlNode at(List<String> path) {
            YamlNode found = this;
            for (String name : path) {
                found = found instanceof YamlObject section ? section.fields().get(name) : null;
            }
            return found;
        }

        @Override
        public String describe() {
            return "keys with values";
        }

        @Override
        public String toString() {
            return "YamlObject" + fields.keySet();
        }
    }

    /// A list.
    record YamlList(Place place, List<YamlNode> items) implements YamlNode {
        public YamlList {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return "a list";
        }

        @Override
        public String toString() {
            return "YamlList[" + items.size() + "]";
        }
    }

    /// One value, exactly as written, so that ids of any length and `no`, `08` or `12:30` stay what they are.
    ///
    /// @param plain without quotes and without references; only such a value can be nothing
    record YamlScalar(Place place, String text, boolean plain) implements YamlNode {
        /// Whether the key was left empty (or `null`, `~`).
        public boolean absent() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        @Override
        public String describe() {
            return absent() ? "nothing" : "one value";
        }

        @Override
        public String toString() {
            return "YamlScalar[" + place.key() + "]";
        }
    }
}
