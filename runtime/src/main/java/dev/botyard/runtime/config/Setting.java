package dev.botyard.runtime.config;

import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import java.util.List;

/// A setting of the host's own files. Immutable.
///
/// @param field   what it is; sections stand in its key, as in `push.failover`
/// @param shape   what stands at its key
/// @param atStart whether a change counts from the next start only
public record Setting(ConfigField field, Shape shape, boolean atStart) {

    /// What stands at a key.
    public enum Shape {
        /// One value, as the type of the field says.
        VALUE,
        /// Free names, each with a text.
        TEXT_BY_NAME,
        /// Free names, each with a list of text.
        LIST_BY_NAME,
        /// Keys that somebody else checks.
        KEYS
    }

    static Setting of(ConfigField field) {
        return new Setting(field, Shape.VALUE, false);
    }

    static Setting atStart(ConfigField field) {
        return new Setting(field, Shape.VALUE, true);
    }

    static Setting shaped(Shape shape, ConfigField field) {
        return new Setting(field, shape, false);
    }

    /// The settings of an adapter.
    public static List<Setting> of(ConfigSchema schema) {
        return schema.fields().stream().map(Setting::of).toList();
    }

    public String key() {
        return field.key();
    }
}
