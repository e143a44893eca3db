package dev.botyard.api.adapter;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One setting of an account. The host checks values against it and the console makes a form of it. Immutable; start with a factory
/// method and refine.
public final class ConfigField {
    private final String key;
    private final Type type;
    private final String label;
    private final String description;
    private final boolean required;
    private final boolean secret;
    private final String defaultValue;
    private final List<String> choices;
    private final Optional<Generation> generation;
    private final boolean identifies;

    private ConfigField(String key, Type type, String label, String description, boolean required, boolean secret,
            String defaultValue, List<String> choices, Optional<Generation> generation, boolean identifies) {
        this.key = Objects.requireNonNull(key);
        this.type = type;
        this.label = label;
        this.description = description;
        this.required = required;
        this.secret = secret;
        this.defaultValue = defaultValue;
        this.choices = List.copyOf(choices);
        this.generation = generation;
        this.identifies = identifies;
    }

    /// Text; numbers in the file are taken as written.
    public static ConfigField text(String key, String label) {
        return new ConfigField(key, Type.TEXT, label, "", false, false, "", List.of(), Optional.empty(), false);
    }

    /// Text that must never be shown.
    public static ConfigField secret(String key, String label) {
        return new ConfigField(key, Type.TEXT, label, "", false, true, "", List.of(), Optional.empty(), false);
    }

    /// A whole number.
    public static ConfigField integer(String key, String label) {
        return new ConfigField(key, Type.INTEGER, label, "", false, false, "0", List.of(), Optional.empty(), false);
    }

    /// True or false; false by default.
    public static ConfigField flag(String key, String label) {
        return new ConfigField(key, Type.FLAG, label, "", false, false, "false", List.of(), Optional.empty(), false);
    }

    /// A duration such as `30s`, `5m`, `1h`, `500ms`.
    public static ConfigField duration(String key, String label, String defaultValue) {
        return new ConfigField(key, Type.DURATION, label, "", false, false, defaultValue, List.of(), Optional.empty(), false);
    }

    /// An address with one of the schemes, such as `ws` and `wss`.
    public static ConfigField address(String key, String label, String... schemes) {
        return new ConfigField(key, Type.ADDRESS, label, "", false, false, "", List.of(schemes), Optional.empty(), false);
    }

    /// One of several values; the first is the default.
    public static ConfigField choice(String key, String label, String... values) {
        return new ConfigField(key, Type.CHOICE, label, "", false, false, values[0], List.of(values), Optional.empty(), false);
    }

    /// A list of text.
    public static ConfigField list(String key, String label) {
        return new ConfigField(key, Type.LIST, label, "", false, false, "", List.of(), Optional.empty(), false);
    }

    public ConfigField mandatory() {
        return new ConfigField(key, type, label, description, true, secret, defaultValue, choices, generation, identifies);
    }

    public ConfigField defaultsTo(String value) {
        return new ConfigField(key, type, label, description, required, secret, value, choices, generation, identifies);
    }

    public ConfigField describedAs(String value) {
        return new ConfigField(key, type, label, value, required, secret, defaultValue, choices, generation, identifies);
    }

    /// The setting names the bot by its id on the platform, the same that the profile tells after the login. Of two accounts of one IM that
    /// name the same bot the host starts the first only, also where neither of them is connected.
    public ConfigField identity() {
        return new ConfigField(key, type, label, description, required, secret, defaultValue, choices, generation, true);
    }

    /// For a new account the host makes a random value, which a person then enters at the platform. Meant for secrets that the platform
    /// shows when it connects: an account should not be open because nobody thought of one.
    ///
    /// @param enterAt where the platform wants it, such as "the access token of the WebSocket client"
    public ConfigField generated(String enterAt) {
        return generated(new Generation(enterAt, "", List.of()));
    }

    /// As [#generated(String)], only while the setting `key` has one of `values`.
    public ConfigField generatedWhile(String key, List<String> values, String enterAt) {
        return generated(new Generation(enterAt, key, values));
    }

    private ConfigField generated(Generation how) {
        return new ConfigField(key, type, label, description, required, secret, defaultValue, choices, Optional.of(how),
                identifies);
    }

    public String key() {
        return key;
    }

    public Type type() {
        return type;
    }

    public String label() {
        return label;
    }

    public String description() {
        return description;
    }

    public boolean required() {
        return required;
    }

    public boolean secret() {
        return secret;
    }

    public String defaultValue() {
        return defaultValue;
    }

    /// The values of a [Type#CHOICE], the schemes of an [Type#ADDRESS].
    public List<String> choices() {
        return choices;
    }

    /// How a value is made for a new account; nothing where a person has to know it.
    public Optional<Generation> generation() {
        return generation;
    }

    /// Whether the value is the bot's id on the platform.
    public boolean identifies() {
        return identifies;
    }

    /// That the host makes a value for a new account.
    ///
    /// @param enterAt where the platform wants it
    /// @param key     the setting that decides whether one is made, `""` for always
    /// @param values  the values of that setting for which one is made
    public record Generation(String enterAt, String key, List<String> values) {
        public Generation {
            values = List.copyOf(values);
        }
    }

    /// The types of settings.
    public enum Type {
        TEXT, INTEGER, FLAG, DURATION, ADDRESS, CHOICE, LIST
    }
}
