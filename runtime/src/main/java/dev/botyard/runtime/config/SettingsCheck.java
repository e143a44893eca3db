package dev.botyard.runtime.config;

import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.runtime.infra.secret.Secrets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Holds what stands in a file against what is declared, and reports everything that is wrong, with lines: for `botyard.yaml`, for account
/// files and for the `config:` in them. What is missing or wrong has its default.
public final class SettingsCheck {
    /// Whether connections are taken from everywhere although the account asks for no token.
    public static final ConfigField ALLOW_ANYBODY = AccountDeclaration.ALLOW_ANYBODY;

    private final List<Setting> declared;
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Map<String, List<String>> values = new HashMap<>();
    private final Map<String, YamlNode> given = new HashMap<>();
    private final Map<String, YamlNode.YamlObject> parents = new LinkedHashMap<>();
    private final Set<String> broken = new HashSet<>();

    private SettingsCheck(List<Setting> declared) {
        this.declared = declared;
    }

    /// The checked settings of an account, and what is wrong. Besides what the adapter knows, an account has what the host decides by.
    public static Reading<AdapterConfig> of(ConfigSchema schema, YamlNode.YamlObject config) {
        CheckedSettings checked = of(Setting.of(withHostFields(schema)), config);
        return new Reading<>(checked.values(), checked.problems());
    }

    /// What may stand below `config:` of an adapter's accounts.
    public static ConfigSchema withHostFields(ConfigSchema schema) {
        return ConfigSchema.of(Stream.concat(schema.fields().stream(),
                Stream.of(ALLOW_ANYBODY).filter(own -> schema.field(own.key()).isEmpty())).toArray(ConfigField[]::new));
    }

    static CheckedSettings of(List<Setting> declared, YamlNode.YamlObject object) {
        SettingsCheck check = new SettingsCheck(declared);
        check.level("", object);
        declared.forEach(check::condition);
        ConfigSchema schema = ConfigSchema.of(declared.stream().map(Setting::field).toArray(ConfigField[]::new));
        return new CheckedSettings(new AdapterConfig(schema, check.values), check.given, check.parents, check.problems);
    }

    /// The keys of one section.
    private void level(String prefix, YamlNode.YamlObject object) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        Set<String> sections = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        for (Setting setting : declared) {
            if (setting.key().startsWith(prefix)) {
                String name = setting.key().substring(prefix.length());
                int dot = name.indexOf('.');
                names.add(dot < 0 ? name : name.substring(0, dot));
                if (dot < 0) {
                    settings.put(name, setting);
                } else {
                    sections.add(name.substring(0, dot));
                }
            }
        }
        object.fields().forEach((name, node) -> {
            if (!names.contains(name)) {
                problems.add(node.problem("there is no such setting." + meant(name, names) + " Known here: "
                        + String.join(", ", names) + "."));
            }
        });
        settings.forEach((name, setting) -> setting(setting, object, present(object.fields().get(name))));
        sections.forEach(name -> level(prefix + name + ".", section(name, object)));
    }

    /// A name that is near, else one that is right in another section.
    private String meant(String name, Set<String> names) {
        String near = Nearest.hint(name, names);
        return near.isEmpty()
                ? declared.stream().map(Setting::key).filter(key -> key.endsWith("." + name)).findFirst()
                        .map(key -> " Did you mean '" + key + "'?").orElse("")
                : near;
    }

    private YamlNode.YamlObject section(String name, YamlNode.YamlObject object) {
        YamlNode node = present(object.fields().get(name));
        if (node instanceof YamlNode.YamlObject found) {
            return found;
        }
        if (node != null) {
            problems.add(node.problem("expected keys with values, found " + node.describe() + "."));
        }
        return new YamlNode.YamlObject(node == null ? object.place().at(name) : node.place(), Map.of());
    }

    private static YamlNode present(YamlNode node) {
        return node instanceof YamlNode.YamlScalar scalar && scalar.absent() ? null : node;
    }

    private void setting(Setting setting, YamlNode.YamlObject parent, YamlNode node) {
        parents.put(setting.key(), parent);
        if (node == null || empty(setting.field(), node)) {
            return;
        }
        given.put(setting.key(), node);
        int before = problems.size();
        switch (setting.shape()) {
            case VALUE -> value(setting.field(), node);
            case TEXT_BY_NAME -> keys(node).forEach((_, item) -> {
                if (item instanceof YamlNode.YamlScalar text) {
                    learn(setting.field(), text.text());
                }
                scalar(item, "text");
            });
            case LIST_BY_NAME -> keys(node).forEach((_, items) -> texts(setting.field(), items));
            case KEYS -> keys(node);
        }
        if (problems.size() > before) {
            broken.add(setting.key());
        }
    }

    /// `url: ""`, as templates leave what a person has to fill in.
    private static boolean empty(ConfigField field, YamlNode node) {
        return field.required() && blank(node);
    }

    private static boolean blank(YamlNode node) {
        return node instanceof YamlNode.YamlScalar scalar && scalar.text().isBlank();
    }

    private Map<String, YamlNode> keys(YamlNode node) {
        if (node instanceof YamlNode.YamlObject object) {
            return object.fields();
        }
        problems.add(node.problem("expected keys with values, found " + node.describe() + "."));
        return Map.of();
    }

    private void value(ConfigField field, YamlNode node) {
        if (field.type() == ConfigField.Type.LIST) {
            values.put(field.key(), texts(field, node));
            return;
        }
        scalar(node, FieldRule.expected(field, "")).ifPresent(scalar -> {
            String text = scalar.text().strip();
            FieldRule.value(field, text).ifPresentOrElse(value -> {
                learn(field, value);
                values.put(field.key(), List.of(value));
            }, () -> problems.add(scalar.problem(FieldRule.refusal(field, text, shown(field, scalar)))));
        });
    }

    /// A list of text; one value alone counts as a list of one.
    private List<String> texts(ConfigField field, YamlNode node) {
        List<YamlNode> items = switch (node) {
            case YamlNode.YamlList list -> list.items();
            case YamlNode.YamlScalar one -> List.of(one);
            case YamlNode.YamlObject object -> {
                problems.add(object.problem("expected a list of text, found keys with values."));
                yield List.of();
            }
        };
        List<String> texts = new ArrayList<>();
        items.forEach(item -> scalar(item, "text").ifPresent(scalar -> {
            learn(field, scalar.text());
            texts.add(scalar.text());
        }));
        return List.copyOf(texts);
    }

    private Optional<YamlNode.YamlScalar> scalar(YamlNode node, String wanted) {
        if (node instanceof YamlNode.YamlScalar scalar && !scalar.absent()) {
            return Optional.of(scalar);
        }
        problems.add(node.problem("expected " + wanted + ", found " + node.describe() + "."));
        return Optional.empty();
    }

    /// A setting that belongs to another one's value. Nothing is said while that one is wrong itself.
    private void condition(Setting setting) {
        ConfigField field = setting.field();
        YamlNode node = given.get(field.key());
        ConfigField.Condition condition = field.condition().orElse(null);
        if (condition == null) {
            if (field.required() && node == null) {
                missing(field, "");
            }
            return;
        }
        if (broken.contains(condition.key())) {
            return;
        }
        String now = values.containsKey(condition.key())
                ? values.get(condition.key()).getFirst()
                : declared.stream().filter(other -> other.key().equals(condition.key())).findFirst()
                        .map(other -> other.field().defaultValue()).orElse("");
        String values = String.join(" or ", condition.values());
        if (condition.values().contains(now)) {
            if (field.required() && node == null) {
                missing(field, " It is needed while " + condition.key() + " is " + values + ".");
            }
        } else if (condition.refused() && node != null && !blank(node) && !broken.contains(field.key())) {
            problems.add(node.problem("it belongs to " + condition.key() + " " + values + ", and " + condition.key() + " is "
                    + (now.isEmpty() ? "not set" : now) + "; remove it, or change " + condition.key() + "."));
        }
    }

    private void missing(ConfigField field, String why) {
        YamlNode.YamlObject parent = parents.get(field.key());
        String name = field.key().substring(field.key().lastIndexOf('.') + 1);
        YamlNode.Place place = parent.fields().containsKey(name) ? parent.fields().get(name).place() : parent.place().at(name);
        problems.add(place.problem("it is missing: " + field.label() + "." + why));
    }

    private static void learn(ConfigField field, String value) {
        if (field.secret()) {
            Secrets.process().add(value);
        }
    }

    /// A value that came from a reference is not repeated: it may be a secret in the wrong place.
    private static String shown(ConfigField field, YamlNode.YamlScalar scalar) {
        return field.secret() || References.looksSecret(scalar.place().key())
                ? "something else"
                : "'" + Secrets.process().mask(scalar.text()) + "'";
    }
}
