package dev.botyard.runtime.config;

import dev.botyard.api.adapter.ConfigField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON Schemas (draft 7) of `botyard.yaml` and of account files, by which editors complete, explain and check. Whatever the host takes,
/// they take too: references in place of any value, `yes` for `true`, a value alone for a list of one. Pure.
public final class EditorSchema {
    private static final Map<String, Object> REFERENCE = Map.of("type", "string", "pattern", "\\$\\{(env|file):[^}]+\\}");
    private static final Map<String, Object> NOTHING = Map.of("type", "null");
    private static final Map<String, Object> TEXT = Map.of("type", List.of("string", "number", "boolean"));
    private static final List<String> SWITCHES = List.of("yes", "no", "on", "off", "Yes", "No", "On", "Off", "YES", "NO", "ON",
            "OFF", "True", "False", "TRUE", "FALSE", "true", "false");

    private final String language;

    private EditorSchema(String language) {
        this.language = language;
    }

    /// An adapter with the settings of its accounts.
    ///
    /// @param imTypes those that it serves without being named
    public record Adapter(String id, String name, List<String> imTypes, List<SettingView> settings) {}

    /// Of `botyard.yaml`.
    ///
    /// @param language of the explanations, such as `zh`
    public static Map<String, Object> host(String language) {
        Map<String, Object> schema = top("Botyard: botyard.yaml");
        schema.putAll(new EditorSchema(language).section("", HostDeclaration.SETTINGS));
        return schema;
    }

    /// Of `replies.yaml`.
    public static Map<String, Object> replies(String language) {
        return new EditorSchema(language).entries("replies.yaml", ReplyDeclaration.SETTINGS);
    }

    /// Of `containers.yaml`.
    public static Map<String, Object> containers(String language) {
        return new EditorSchema(language).entries("containers.yaml", ContainerDeclaration.SETTINGS);
    }

    /// Of a file of entries by name.
    private Map<String, Object> entries(String file, List<Setting> settings) {
        Map<String, Object> entry = section("", settings);
        entry.put("required", settings.stream().filter(setting -> setting.field().required()).map(Setting::key).toList());
        Map<String, Object> schema = top("Botyard: " + file);
        schema.put("type", List.of("object", "null"));
        schema.put("additionalProperties", entry);
        return schema;
    }

    /// Of `accounts/<id>.yaml`, with what each adapter takes below `config:`.
    public static Map<String, Object> accounts(List<Adapter> adapters, String language) {
        EditorSchema made = new EditorSchema(language);
        Map<String, Object> schema = top("Botyard: accounts/<id>.yaml");
        schema.putAll(made.section("", AccountDeclaration.SETTINGS));
        schema.put("required", List.of("im"));
        schema.put("allOf", adapters.stream().map(adapter -> made.rule(adapter, adapters)).toList());
        Map<String, Object> definitions = new LinkedHashMap<>();
        adapters.forEach(adapter -> definitions.put(adapter.id(), made.config(adapter)));
        schema.put("definitions", definitions);
        return schema;
    }

    private static Map<String, Object> top(String title) {
        return object("$schema", "http://json-schema.org/draft-07/schema#", "title", title);
    }

    /// Keys below a prefix; sections are objects of their own.
    private Map<String, Object> section(String prefix, List<Setting> settings) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Setting setting : settings) {
            if (setting.key().startsWith(prefix)) {
                String name = setting.key().substring(prefix.length());
                int dot = name.indexOf('.');
                if (dot < 0) {
                    properties.put(name, property(setting));
                } else {
                    String section = name.substring(0, dot);
                    properties.computeIfAbsent(section, _ -> section(prefix + section + ".", settings));
                    if ((prefix + section).equals(StoreSettings.SECTION)) {
                        properties.computeIfPresent(section, (_, keys) -> orText(keys));
                    }
                }
            }
        }
        return keys(properties);
    }

    private static Object orText(Object keys) {
        Map<Object, Object> either = new LinkedHashMap<>((Map<?, ?>) keys);
        either.put("type", List.of("object", "null", "string"));
        return either;
    }

    private static Map<String, Object> keys(Map<String, Object> properties) {
        return object("type", List.of("object", "null"), "properties", properties, "additionalProperties", false);
    }

    private Map<String, Object> property(Setting setting) {
        SettingView view = SettingView.of(setting.field());
        return switch (setting.shape()) {
            case VALUE -> field(view);
            case TEXT_BY_NAME -> described(view, object("type", List.of("object", "null"), "additionalProperties", TEXT));
            case LIST_BY_NAME -> described(view,
                    object("type", List.of("object", "null"), "additionalProperties", Map.of("anyOf", values(view))));
            case KEYS -> described(view, object("type", List.of("object", "null")));
        };
    }

    private Map<String, Object> field(SettingView view) {
        List<Object> values = new ArrayList<>(values(view));
        values.add(REFERENCE);
        values.add(NOTHING);
        return described(view, object("anyOf", values));
    }

    private Map<String, Object> described(SettingView view, Map<String, Object> schema) {
        SettingView.Words words = view.in(language);
        Map<String, Object> described = object("title", words.label());
        if (!words.description().isEmpty()) {
            described.put("description", SettingText.plain(words.description()));
            described.put("markdownDescription", words.description());
        }
        if (!view.defaultValue().isEmpty() && !view.secret()) {
            described.put("default", fallback(view));
        }
        described.putAll(schema);
        return described;
    }

    private static Object fallback(SettingView view) {
        return switch (view.type()) {
            case "integer" -> Long.valueOf(view.defaultValue());
            case "flag" -> Boolean.valueOf(view.defaultValue());
            default -> view.defaultValue();
        };
    }

    private static List<Map<String, Object>> values(SettingView view) {
        return switch (view.type()) {
            case "integer" -> {
                Map<String, Object> number = object("type", "integer");
                if (!view.least().isEmpty()) {
                    number.put("minimum", Long.valueOf(view.least()));
                }
                if (!view.most().isEmpty()) {
                    number.put("maximum", Long.valueOf(view.most()));
                }
                yield List.of(number, object("type", "string", "pattern", "^-?[0-9]+$"));
            }
            case "flag" -> List.of(object("type", "boolean"), object("enum", SWITCHES));
            case "duration" -> List.of(object("type", "string", "pattern", "^([0-9]{1,9}(ms|s|m|h|d))+$"));
            case "choice" -> List.of(object("enum", view.choices()));
            case "address" -> List.of(object("type", "string", "pattern",
                    view.choices().isEmpty() ? "^[A-Za-z][A-Za-z0-9+.-]*://" : "^(" + String.join("|", view.choices()) + ")://"),
                    object("const", ""));
            case "list" -> List.of(object("type", "array", "items", TEXT), TEXT);
            default -> List.of(TEXT);
        };
    }

    /// When an account belongs to an adapter, its settings are that adapter's.
    private Map<String, Object> rule(Adapter adapter, List<Adapter> all) {
        List<Object> belongs = new ArrayList<>();
        belongs.add(object("required", List.of("adapter"), "properties", object("adapter", object("const", adapter.id()))));
        List<String> alone = adapter.imTypes().stream()
                .filter(im -> all.stream().filter(other -> other.imTypes().contains(im)).count() == 1).toList();
        if (!alone.isEmpty()) {
            belongs.add(object("required", List.of("im"), "properties", object("im", object("enum", alone)), "not",
                    object("required", List.of("adapter"))));
        }
        Map<String, Object> then = object("properties", object("config", object("$ref", "#/definitions/" + adapter.id())));
        if (adapter.settings().stream().anyMatch(setting -> setting.required() && setting.onlyIf().isEmpty())) {
            then.put("required", List.of("config"));
        }
        return object("if", object("anyOf", belongs), "then", then);
    }

    private Map<String, Object> config(Adapter adapter) {
        Map<String, Object> properties = new LinkedHashMap<>();
        adapter.settings().forEach(setting -> properties.put(setting.key(), field(setting)));
        ConfigField allow = SettingsCheck.ALLOW_ANYBODY;
        properties.putIfAbsent(allow.key(), field(SettingView.of(allow)));
        Map<String, Object> config = object("title", adapter.name());
        config.putAll(keys(properties));
        List<String> required = adapter.settings().stream()
                .filter(setting -> setting.required() && setting.onlyIf().isEmpty()).map(SettingView::key).toList();
        if (!required.isEmpty()) {
            config.put("required", required);
            config.put("type", "object");
        }
        List<Object> rules = new ArrayList<>();
        adapter.settings().forEach(setting -> setting.onlyIf().ifPresent(when -> {
            boolean byDefault = adapter.settings().stream().filter(other -> other.key().equals(when.key()))
                    .anyMatch(other -> when.values().contains(other.defaultValue()));
            if (setting.required()) {
                rules.add(object("if", decided(when, byDefault, false), "then", object("required", List.of(setting.key()))));
            }
            if (when.refused()) {
                rules.add(object("if", object("required", List.of(setting.key()), "properties",
                        object(setting.key(), object("not", object("enum", List.of("")), "type", "string"))), "then",
                        decided(when, byDefault, true)));
            }
        }));
        if (!rules.isEmpty()) {
            config.put("allOf", rules);
        }
        return config;
    }

    /// The setting that decides has one of the values, or may have, for all that an editor can tell of a reference.
    private static Map<String, Object> decided(SettingView.OnlyIf when, boolean byDefault, boolean perhaps) {
        Map<String, Object> value = perhaps
                ? object("anyOf", List.of(object("enum", when.values()), REFERENCE))
                : object("enum", when.values());
        Map<String, Object> decided = object("properties", object(when.key(), value));
        if (!byDefault) {
            decided.put("required", List.of(when.key()));
        }
        return decided;
    }

    /// Keys and values by turns, in this order.
    private static Map<String, Object> object(Object... members) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            object.put((String) members[i], members[i + 1]);
        }
        return object;
    }
}
