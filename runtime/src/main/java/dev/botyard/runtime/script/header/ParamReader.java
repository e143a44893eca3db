package dev.botyard.runtime.script.header;

import static dev.botyard.runtime.script.header.HeaderProblems.quote;

import dev.botyard.runtime.infra.store.BucketName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads `param` lines of both generations: `bool` and `value` are the older spellings of `type` and `default`.
final class ParamReader {
    private static final Set<String> TYPES = Set.of("", "string", "boolean", "number", "secret", "select");

    private static final String DESCRIPTION = "description";

    private ParamReader() {}

    static Optional<PluginParam> read(HeaderLine header, HeaderProblems problems) {
        return HeaderJson.object(header, problems).flatMap(json -> read(header, json, problems));
    }

    private static Optional<PluginParam> read(HeaderLine header, JsonNode json, HeaderProblems problems) {
        String key = ParamField.KEY.in(json);
        boolean separator = ParamField.SPLITER.isSet(json);
        if (key.isEmpty() && !separator) {
            problems.warn(header.line(), "The param has no 'key'; the line was left out.");
            return Optional.empty();
        }
        Optional<String> fault = fault(key);
        if (fault.isPresent()) {
            problems.warn(header.line(),
                    "No script can read the param " + quote(key) + ": " + fault.get() + " The line was left out.");
            return Optional.empty();
        }
        String declared = ParamField.TYPE.in(json).toLowerCase(Locale.ROOT);
        if (!TYPES.contains(declared)) {
            problems.warn(header.line(), "The type " + quote(declared)
                    + " of the param reads as string; use string, boolean, number, secret or select.");
        }
        List<PluginParam.Option> options = options(json.get(ParamField.OPTIONS.label()));
        PluginParam.Type type = type(declared, json, !options.isEmpty());
        String name = ParamField.NAME.in(json);
        String scope = ParamField.SCOPE.in(json);
        String standard = ParamField.DEFAULT.in(json);
        String description = ParamField.DESC.in(json);
        return Optional.of(new PluginParam(header.line(), key, name.isEmpty() ? key : name,
                description.isEmpty() ? HeaderJson.text(json, DESCRIPTION) : description, ParamField.HELP.in(json),
                ParamField.GROUP.in(json), ParamField.PLACEHOLDER.in(json), ParamField.REQUIRED.isSet(json), type,
                type == PluginParam.Type.SECRET || ParamField.SECRET.isSet(json),
                standard.isEmpty() ? ParamField.VALUE.in(json) : standard,
                options, scope.equalsIgnoreCase("account") ? PluginParam.Scope.ACCOUNT : PluginParam.Scope.GLOBAL,
                ParamField.BIND.in(json), separator));
    }

    /// What is wrong with the bucket that the key names.
    private static Optional<String> fault(String key) {
        try {
            if (!key.isEmpty()) {
                BucketName.check(PluginParam.bucketOf(key));
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /// Of several lines for one key the last holds, as for other headers; it keeps the place of the first.
    static List<PluginParam> once(List<PluginParam> params) {
        Map<String, PluginParam> byKey = new LinkedHashMap<>();
        params.forEach(param -> byKey.put(param.fullKey().isEmpty() ? "line " + param.line() : param.bucket() + "." + param.key(),
                param));
        return List.copyOf(byKey.values());
    }

    /// Only a type other than `string` outranks the older flags, since many lines name `string` out of habit.
    private static PluginParam.Type type(String declared, JsonNode json, boolean hasOptions) {
        return switch (declared) {
            case "boolean" -> PluginParam.Type.BOOLEAN;
            case "number" -> PluginParam.Type.NUMBER;
            case "secret" -> PluginParam.Type.SECRET;
            case "select" -> PluginParam.Type.SELECT;
            default -> {
                if (ParamField.BOOL.isSet(json)) {
                    yield PluginParam.Type.BOOLEAN;
                }
                if (ParamField.SECRET.isSet(json)) {
                    yield PluginParam.Type.SECRET;
                }
                yield hasOptions && declared.isEmpty() ? PluginParam.Type.SELECT : PluginParam.Type.STRING;
            }
        };
    }

    /// A list of texts, a list of objects with `label` and `value`, an object from value to label, or a text with commas.
    private static List<PluginParam.Option> options(JsonNode node) {
        List<PluginParam.Option> options = new ArrayList<>();
        if (node == null || node.isNull()) {
            return options;
        }
        if (node.isArray()) {
            node.forEach(element -> options.add(option(element)));
        } else if (node.isObject()) {
            node.properties()
                    .forEach(entry -> options.add(new PluginParam.Option(HeaderJson.text(entry.getValue()), entry.getKey())));
        } else {
            for (String part : HeaderJson.text(node).split("[,，]")) {
                if (!part.isBlank()) {
                    options.add(new PluginParam.Option(part.strip(), part.strip()));
                }
            }
        }
        return options;
    }

    private static PluginParam.Option option(JsonNode element) {
        if (!element.isObject()) {
            String text = HeaderJson.text(element);
            return new PluginParam.Option(text, text);
        }
        String value = HeaderJson.text(element, "value");
        String label = element.has("label") ? HeaderJson.text(element, "label") : HeaderJson.text(element, "name");
        return new PluginParam.Option(label.isEmpty() ? value : label, value);
    }
}
