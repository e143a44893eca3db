package dev.botyard.api.adapter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// One setting: the only place that says what it is called, what values it takes and what it means. The host checks values against it,
/// and makes of it the console's form, the tables in READMEs and what editors know. Immutable; start with a factory method and refine.
///
/// Labels and descriptions may hold `code` between backticks, and nothing else of Markdown.
public final class ConfigField {
    private static final String ENGLISH = "en";
    private static final String CHINESE = "zh";

    private final Draft facts;

    private ConfigField(Draft facts) {
        this.facts = facts;
    }

    private static ConfigField of(String key, Type type, String label) {
        return new ConfigField(new Draft(Objects.requireNonNull(key), type, Objects.requireNonNull(label)));
    }

    /// Text; numbers in the file are taken as written.
    public static ConfigField text(String key, String label) {
        return of(key, Type.TEXT, label);
    }

    /// Text that must never be shown.
    public static ConfigField secret(String key, String label) {
        return of(key, Type.TEXT, label).with(facts -> facts.secret = true);
    }

    /// A whole number.
    public static ConfigField integer(String key, String label) {
        return of(key, Type.INTEGER, label).defaultsTo("0");
    }

    /// True or false, in a file also `yes`, `no`, `on` or `off`; false by default.
    public static ConfigField flag(String key, String label) {
        return of(key, Type.FLAG, label).defaultsTo("false");
    }

    /// A duration such as `30s`, `5m`, `1h`, `500ms`.
    public static ConfigField duration(String key, String label, String defaultValue) {
        return of(key, Type.DURATION, label).defaultsTo(defaultValue);
    }

    /// An address with one of the schemes, such as `ws` and `wss`.
    public static ConfigField address(String key, String label, String... schemes) {
        return of(key, Type.ADDRESS, label).with(facts -> facts.choices = List.of(schemes));
    }

    /// One of several values; the first is the default.
    public static ConfigField choice(String key, String label, String... values) {
        return of(key, Type.CHOICE, label).defaultsTo(values[0]).with(facts -> facts.choices = List.of(values));
    }

    /// A list of text.
    public static ConfigField list(String key, String label) {
        return of(key, Type.LIST, label);
    }

    private ConfigField with(Consumer<Draft> change) {
        Draft next = new Draft(facts);
        change.accept(next);
        return new ConfigField(next);
    }

    /// A value must be given; with [#onlyWhile] only while that holds.
    public ConfigField mandatory() {
        return with(next -> next.required = true);
    }

    /// The same with a value for accounts that do not set it.
    public ConfigField defaultsTo(String value) {
        return with(next -> next.defaultValue = value);
    }

    /// The same with a sentence for people who fill it in.
    public ConfigField describedAs(String value) {
        return with(next -> next.words.put(ENGLISH, new Words(label(), value)));
    }

    /// The same in Chinese, for consoles and commands that speak it.
    ///
    /// @param description `""` where there is none in English either
    public ConfigField inChinese(String label, String description) {
        return with(next -> next.words.put(CHINESE, new Words(label, description)));
    }

    /// What a whole number counts, such as `MiB` or `ms`.
    public ConfigField unit(String value) {
        return with(next -> next.unit = value);
    }

    /// The smallest and the largest whole number.
    public ConfigField within(long least, long most) {
        return atLeast(Long.toString(least)).atMost(Long.toString(most));
    }

    /// The smallest number or the shortest duration, as it would be written: `50ms`.
    public ConfigField atLeast(String value) {
        return with(next -> next.least = value);
    }

    /// The largest number or the longest duration, as it would be written: `24h`.
    public ConfigField atMost(String value) {
        return with(next -> next.most = value);
    }

    /// Few people need it: forms show it last, and folded.
    public ConfigField advanced() {
        return with(next -> next.advanced = true);
    }

    /// It belongs to some values of another setting. Given with another value it is a mistake that the host reports.
    public ConfigField onlyWhile(String key, String... values) {
        return with(next -> next.condition = Optional.of(new Condition(key, List.of(values), true)));
    }

    /// As [#onlyWhile], but with another value it is merely without effect.
    public ConfigField countsWhile(String key, String... values) {
        return with(next -> next.condition = Optional.of(new Condition(key, List.of(values), false)));
    }

    /// For a new account the host makes a random value, which a person then enters at the platform. Meant for secrets that the platform
    /// shows when it connects: an account should not be open because nobody thought of one.
    ///
    /// @param enterAt where the platform wants it, such as "the access token of the WebSocket client"
    public ConfigField generated(String enterAt) {
        return with(next -> next.generation = Optional.of(new Generation(enterAt, "", List.of())));
    }

    /// As [#generated(String)], only while the setting `key` has one of `values`.
    public ConfigField generatedWhile(String key, List<String> values, String enterAt) {
        return with(next -> next.generation = Optional.of(new Generation(enterAt, key, values)));
    }

    /// Where the platform wants a generated value, in Chinese.
    public ConfigField enterAtInChinese(String where) {
        return with(next -> next.enterAtChinese = where);
    }

    /// The setting names the bot by its id on the platform, the same that the profile tells after the login. Of two accounts of one IM that
    /// name the same bot the host starts the first only, also where neither of them is connected.
    public ConfigField identity() {
        return with(next -> next.identifies = true);
    }

    /// The name in the account's file.
    public String key() {
        return facts.key;
    }

    /// What a value has to look like.
    public Type type() {
        return facts.type;
    }

    /// A few words for people.
    public String label() {
        return label(ENGLISH);
    }

    /// In a language such as `zh`; in English where that is missing.
    public String label(String language) {
        return words(language).label();
    }

    /// A sentence for people, `""` for none.
    public String description() {
        return description(ENGLISH);
    }

    /// In a language such as `zh`; in English where that is missing.
    public String description(String language) {
        return words(language).description();
    }

    private Words words(String language) {
        Words words = facts.words.get(language);
        return words == null ? Objects.requireNonNull(facts.words.get(ENGLISH)) : words;
    }

    /// Whether an account without it does not start.
    public boolean required() {
        return facts.required;
    }

    /// Whether its value is masked everywhere.
    public boolean secret() {
        return facts.secret;
    }

    /// Whether the value is the bot's id on the platform.
    public boolean identifies() {
        return facts.identifies;
    }

    /// The value of accounts that do not set it, `""` for none.
    public String defaultValue() {
        return facts.defaultValue;
    }

    /// What a whole number counts, `""` for things.
    public String unit() {
        return facts.unit;
    }

    /// The smallest value, `""` where there is none.
    public String least() {
        return facts.least;
    }

    /// The largest value, `""` where there is none.
    public String most() {
        return facts.most;
    }

    /// Whether few people need it.
    public boolean isAdvanced() {
        return facts.advanced;
    }

    /// When it has a meaning; nothing for always.
    public Optional<Condition> condition() {
        return facts.condition;
    }

    /// The values of a [Type#CHOICE], the schemes of an [Type#ADDRESS].
    public List<String> choices() {
        return facts.choices;
    }

    /// How a value is made for a new account; nothing where a person has to know it.
    public Optional<Generation> generation() {
        return facts.generation;
    }

    /// Where the platform wants a generated value, in a language such as `zh`; `""` where none is generated.
    public String enterAt(String language) {
        return language.equals(CHINESE) && !facts.enterAtChinese.isEmpty()
                ? facts.enterAtChinese
                : facts.generation.map(Generation::enterAt).orElse("");
    }

    @Override
    public String toString() {
        return "ConfigField[" + facts.key + "]";
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

    /// When a setting has a meaning.
    ///
    /// @param key     the setting that decides
    /// @param values  its values with which this one has a meaning
    /// @param refused whether this one is a mistake otherwise, instead of without effect
    public record Condition(String key, List<String> values, boolean refused) {
        public Condition {
            values = List.copyOf(values);
        }
    }

    /// The types of settings.
    public enum Type {
        /// Any text.
        TEXT,
        /// A whole number.
        INTEGER,
        /// `true` or `false`.
        FLAG,
        /// A time with its unit, such as `30s`.
        DURATION,
        /// A URL of one of the schemes in [#choices].
        ADDRESS,
        /// One of the words in [#choices].
        CHOICE,
        /// Any number of texts.
        LIST
    }

    private record Words(String label, String description) {}

    /// A field in the making; nobody changes it once a field has it.
    private static final class Draft {
        private final String key;
        private final Type type;
        private final Map<String, Words> words;
        private boolean required;
        private boolean secret;
        private boolean advanced;
        private boolean identifies;
        private String defaultValue = "";
        private String unit = "";
        private String least = "";
        private String most = "";
        private String enterAtChinese = "";
        private List<String> choices = List.of();
        private Optional<Condition> condition = Optional.empty();
        private Optional<Generation> generation = Optional.empty();

        private Draft(String key, Type type, String label) {
            this.key = key;
            this.type = type;
            this.words = new HashMap<>(Map.of(ENGLISH, new Words(label, "")));
        }

        private Draft(Draft other) {
            key = other.key;
            type = other.type;
            words = new HashMap<>(other.words);
            required = other.required;
            secret = other.secret;
            advanced = other.advanced;
            identifies = other.identifies;
            defaultValue = other.defaultValue;
            unit = other.unit;
            least = other.least;
            most = other.most;
            enterAtChinese = other.enterAtChinese;
            choices = other.choices;
            condition = other.condition;
            generation = other.generation;
        }
    }
}
