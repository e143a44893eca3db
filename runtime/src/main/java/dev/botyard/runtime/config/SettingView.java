package dev.botyard.runtime.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.botyard.api.adapter.ConfigField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A setting as the API, the console, commands and editors see it. Immutable.
///
/// @param type         `text`, `integer`, `flag`, `duration`, `address`, `choice`, `list`
/// @param label        in English, as in `words`
/// @param defaultValue `""` for none
/// @param choices      the values of a choice, the schemes of an address
/// @param unit         what a number counts, `""` for things
/// @param least        the smallest value as it would be written, `""` for none
/// @param advanced     whether few people need it
/// @param onlyIf       when it has a meaning
/// @param generated    how a value is made for a new account, where one can be
/// @param words        by language, `en` and `zh`
public record SettingView(String key, String type, String label, String description, boolean required, boolean secret,
        @JsonProperty("default") String defaultValue, List<String> choices, String unit, String least, String most,
        boolean advanced, @JsonProperty("only_if") @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<OnlyIf> onlyIf,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Generated> generated, Map<String, Words> words) {

    /// @param values  of the setting `key` with which this one has a meaning
    /// @param refused whether it is a mistake otherwise, instead of without effect
    public record OnlyIf(String key, List<String> values, boolean refused) {}

    /// @param enterAt where the platform wants it
    /// @param key     the setting that decides whether one is made, `""` for always
    public record Generated(@JsonProperty("enter_at") String enterAt, String key, List<String> values) {}

    /// @param enterAt where the platform wants a generated value, `""` where none is generated
    public record Words(String label, String description, @JsonProperty("enter_at") String enterAt) {}

    public static SettingView of(ConfigField field) {
        Map<String, Words> words = new LinkedHashMap<>();
        for (String language : List.of("en", "zh")) {
            words.put(language, new Words(field.label(language), field.description(language), field.enterAt(language)));
        }
        return new SettingView(field.key(), field.type().name().toLowerCase(Locale.ROOT), field.label(), field.description(),
                field.required(), field.secret(), field.defaultValue(), field.choices(), field.unit(), field.least(),
                field.most(),
                field.isAdvanced(), field.condition().map(when -> new OnlyIf(when.key(), when.values(), when.refused())),
                field.generation().map(how -> new Generated(how.enterAt(), how.key(), how.values())), words);
    }

    /// The setting that looks like this; whether it names the bot cannot be seen.
    ///
    /// @throws IllegalArgumentException when there is no such type of settings
    public ConfigField field() {
        ConfigField bare = switch (ConfigField.Type.valueOf(type.toUpperCase(Locale.ROOT))) {
            case TEXT -> secret ? ConfigField.secret(key, label) : ConfigField.text(key, label);
            case INTEGER -> ConfigField.integer(key, label);
            case FLAG -> ConfigField.flag(key, label);
            case DURATION -> ConfigField.duration(key, label, defaultValue);
            case ADDRESS -> ConfigField.address(key, label, choices.toArray(String[]::new));
            case CHOICE -> ConfigField.choice(key, label, choices.toArray(String[]::new));
            case LIST -> ConfigField.list(key, label);
        };
        Words chinese = in("zh");
        ConfigField field = bare.defaultsTo(defaultValue).describedAs(description).inChinese(chinese.label, chinese.description)
                .unit(unit).atLeast(least).atMost(most);
        field = required ? field.mandatory() : field;
        field = advanced ? field.advanced() : field;
        field = onlyIf.isPresent() ? conditional(field, onlyIf.get()) : field;
        return generated.isPresent()
                ? field.generatedWhile(generated.get().key, generated.get().values, generated.get().enterAt)
                        .enterAtInChinese(chinese.enterAt)
                : field;
    }

    private static ConfigField conditional(ConfigField field, OnlyIf when) {
        String[] values = when.values.toArray(String[]::new);
        return when.refused ? field.onlyWhile(when.key, values) : field.countsWhile(when.key, values);
    }

    /// From an answer of the API, perhaps of another version: what is missing is empty.
    public static SettingView of(JsonNode node) {
        JsonNode when = node.path("only_if");
        JsonNode how = node.path("generated");
        Map<String, Words> words = new LinkedHashMap<>();
        node.path("words").properties().forEach(each -> words.put(each.getKey(), new Words(text(each.getValue(), "label"),
                text(each.getValue(), "description"), text(each.getValue(), "enter_at"))));
        return new SettingView(text(node, "key"), text(node, "type"), text(node, "label"), text(node, "description"),
                node.path("required").booleanValue(false), node.path("secret").booleanValue(false), text(node, "default"),
                texts(node, "choices"), text(node, "unit"), text(node, "least"), text(node, "most"),
                node.path("advanced").booleanValue(false),
                when.isObject()
                        ? Optional.of(
                                new OnlyIf(text(when, "key"), texts(when, "values"), when.path("refused").booleanValue(false)))
                        : Optional.empty(),
                how.isObject()
                        ? Optional.of(new Generated(text(how, "enter_at"), text(how, "key"), texts(how, "values")))
                        : Optional.empty(),
                words);
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).stringValue("");
    }

    private static List<String> texts(JsonNode node, String key) {
        return node.path(key).valueStream().map(value -> value.stringValue("")).toList();
    }

    /// The words of a language, else the English ones.
    public Words in(String language) {
        return words.getOrDefault(language, new Words(label, description, generated.map(Generated::enterAt).orElse("")));
    }

    /// Whether a value must be given when all else has its default.
    ///
    /// @param all the settings that this one stands among
    public boolean requiredByDefault(List<SettingView> all) {
        return required && onlyIf.map(when -> holds(when.key(), when.values(), all)).orElse(true);
    }

    /// Whether a new account, in which all else has its default, gets a value that the host makes.
    public boolean generatedByDefault(List<SettingView> all) {
        return generated.map(how -> how.key().isEmpty() || holds(how.key(), how.values(), all)).orElse(false);
    }

    private static boolean holds(String key, List<String> values, List<SettingView> all) {
        return all.stream().filter(other -> other.key().equals(key)).anyMatch(other -> values.contains(other.defaultValue()));
    }
}
