package dev.botyard.runtime.im.account;

import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.adapter.Durations;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.Reading;
import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.config.YamlNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds the `config:` of an account against the schema of its adapter and reports everything that is wrong, with lines.
public final class SchemaCheck {
    /// Whether connections are taken from everywhere although the account asks for no token.
    public static final ConfigField ALLOW_ANYBODY = ConfigField.flag("allow_anybody", "Take connections without a token");

    private final ConfigSchema schema;
    private final YamlNode.YamlObject config;
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Map<String, List<String>> values = new HashMap<>();

    private SchemaCheck(ConfigSchema schema, YamlNode.YamlObject config) {
        this.schema = schema;
        this.config = config;
    }

    /// The checked settings, and what is wrong.
    public static Reading<AdapterConfig> of(ConfigSchema schema, YamlNode.YamlObject config) {
        return new SchemaCheck(withHostFields(schema), config).read();
    }

    /// Besides what the adapter knows, an account has what the host decides by.
    private static ConfigSchema withHostFields(ConfigSchema schema) {
        return ConfigSchema.of(Stream.concat(schema.fields().stream(),
                Stream.of(ALLOW_ANYBODY).filter(own -> schema.field(own.key()).isEmpty())).toArray(ConfigField[]::new));
    }

    private Reading<AdapterConfig> read() {
        config.fields().forEach((key, value) -> {
            if (schema.field(key).isEmpty()) {
                problems.add(value.problem("there is no such setting; the settings are "
                        + schema.fields().stream().map(ConfigField::key).collect(Collectors.joining(", ")) + "."));
            }
        });
        schema.fields().forEach(this::field);
        return new Reading<>(new AdapterConfig(schema, values), problems);
    }

    private void field(ConfigField field) {
        YamlNode node = config.fields().get(field.key());
        if (node == null || (node instanceof YamlNode.YamlScalar scalar && scalar.absent())) {
            if (field.required()) {
                String key = config.place().key().isEmpty() ? "config." + field.key() : config.place().key() + "." + field.key();
                problems.add(new ConfigProblem(config.place().file(), config.place().line(), key,
                        "it is missing: " + field.label() + "."));
            }
            return;
        }
        if (field.type() == ConfigField.Type.LIST) {
            list(field, node);
        } else if (node instanceof YamlNode.YamlScalar scalar) {
            scalar(field, scalar);
        } else {
            problems.add(node.problem("expected " + expected(field) + ", not " + node.describe() + "."));
        }
    }

    private void list(ConfigField field, YamlNode node) {
        List<String> items = new ArrayList<>();
        List<YamlNode> nodes = node instanceof YamlNode.YamlList list ? list.items() : List.of(node);
        for (YamlNode item : nodes) {
            if (item instanceof YamlNode.YamlScalar scalar) {
                items.add(scalar.text());
                learn(field, scalar.text());
            } else {
                problems.add(item.problem("expected one value, not " + item.describe() + "."));
            }
        }
        values.put(field.key(), items);
    }

    private void scalar(ConfigField field, YamlNode.YamlScalar scalar) {
        String text = scalar.text().strip();
        String value = field.type() == ConfigField.Type.FLAG ? flag(text) : text;
        if (!legal(field, value)) {
            problems.add(scalar.problem("expected " + expected(field) + (field.secret() ? "." : ", not '" + text + "'.")));
            return;
        }
        learn(field, value);
        values.put(field.key(), List.of(value));
    }

    private static void learn(ConfigField field, String value) {
        if (field.secret()) {
            Secrets.process().add(value);
        }
    }

    private static String flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> "true";
            case "false", "no", "off" -> "false";
            default -> text;
        };
    }

    private static boolean legal(ConfigField field, String text) {
        return switch (field.type()) {
            case TEXT, LIST -> true;
            case INTEGER -> text.matches("-?\\d{1,9}");
            case FLAG -> text.equals("true") || text.equals("false");
            case DURATION -> Durations.parse(text).isPresent();
            case CHOICE -> field.choices().contains(text);
            case ADDRESS -> address(field, text);
        };
    }

    private static boolean address(ConfigField field, String text) {
        try {
            URI uri = URI.create(text);
            return uri.getScheme() != null && uri.getHost() != null
                    && (field.choices().isEmpty() || field.choices().contains(uri.getScheme().toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String expected(ConfigField field) {
        return switch (field.type()) {
            case TEXT -> "text";
            case LIST -> "a list";
            case INTEGER -> "a whole number";
            case FLAG -> "true or false";
            case DURATION -> "a duration such as 30s or 5m";
            case CHOICE -> "one of " + String.join(", ", field.choices());
            case ADDRESS -> "an address that begins with "
                    + field.choices().stream().map(scheme -> scheme + "://").collect(Collectors.joining(" or "));
        };
    }
}
