package dev.botyard.api.adapter;

import java.util.List;
import java.util.Optional;

/// The settings that an account of an adapter has, below `config:` in its file. Immutable.
public final class ConfigSchema {
    /// No settings.
    public static final ConfigSchema EMPTY = new ConfigSchema(List.of());

    private final List<ConfigField> fields;

    private ConfigSchema(List<ConfigField> fields) {
        this.fields = List.copyOf(fields);
    }

    /// The settings, in the order in which people see them.
    public static ConfigSchema of(ConfigField... fields) {
        return new ConfigSchema(List.of(fields));
    }

    /// The settings, in the order in which people see them.
    public List<ConfigField> fields() {
        return fields;
    }

    /// The setting with this key, empty when there is none.
    public Optional<ConfigField> field(String key) {
        return fields.stream().filter(field -> field.key().equals(key)).findFirst();
    }
}
