package dev.botyard.api.adapter;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The settings of one account. Every key of the schema has a value: the file's, else the default. Immutable; `toString` shows keys only.
public final class AdapterConfig {
    private final ConfigSchema schema;
    private final Map<String, List<String>> values;

    /// For the host and for tests: values that are already checked, a list for each key.
    public AdapterConfig(ConfigSchema schema, Map<String, List<String>> values) {
        this.schema = schema;
        this.values = Map.copyOf(values);
    }

    /// The value, `""` when it is not set and has no default.
    public String text(String key) {
        List<String> given = values.get(key);
        return given == null || given.isEmpty() ? declared(key).defaultValue() : given.getFirst();
    }

    /// The bot that the settings name, by its id on the platform; `""` where they name none.
    public String identity() {
        return schema.fields().stream().filter(ConfigField::identifies).map(field -> text(field.key()).strip())
                .filter(value -> !value.isEmpty()).findFirst().orElse("");
    }

    /// Whether the schema has this setting.
    public boolean declares(String key) {
        return schema.field(key).isPresent();
    }

    /// The value of a number.
    public int integer(String key) {
        String text = text(key);
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    /// The value of a switch.
    public boolean flag(String key) {
        return Boolean.parseBoolean(text(key));
    }

    /// The value of a duration.
    public Duration duration(String key) {
        return Durations.parse(text(key)).orElse(Duration.ZERO);
    }

    /// The address, if one is set.
    public Optional<URI> address(String key) {
        String text = text(key);
        return text.isEmpty() ? Optional.empty() : Optional.of(URI.create(text));
    }

    /// The values of a list, in the order of the file.
    public List<String> list(String key) {
        declared(key);
        return values.getOrDefault(key, List.of());
    }

    private ConfigField declared(String key) {
        return schema.field(key).orElseThrow(() -> new IllegalArgumentException("the schema has no setting '" + key + "'"));
    }

    @Override
    public String toString() {
        return "AdapterConfig" + values.keySet();
    }
}
