package dev.botyard.runtime.infra.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The arguments of a call or a request, read with the same leniency at both doors: numbers and truths where text is wanted are fine and
/// the other way round, null is nothing.
///
/// @param node    an object
/// @param refusal makes the error of the door out of a sentence
public record Arguments(JsonNode node, Function<String, ? extends RuntimeException> refusal) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /// The first of these members that is given and not empty, a number or a truth as text; `""` for none.
    public String text(String... names) {
        return text(List.of(names));
    }

    /// The first of its spellings that is given and not empty; `""` for none.
    public String text(Argument argument) {
        return text(argument.spellings());
    }

    private String text(List<String> names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            if (value.isContainer()) {
                throw refusal.apply(name + " must be text, not " + (value.isArray() ? "a list" : "an object"));
            }
            String text = scalar(value);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /// A member that must be given, by one of these names.
    public String required(String... names) {
        return required(List.of(names));
    }

    /// An argument that must be given.
    public String required(Argument argument) {
        return required(argument.spellings());
    }

    private String required(List<String> names) {
        String text = text(names);
        if (text.isBlank()) {
            throw refusal.apply(names.getFirst() + " is missing");
        }
        return text;
    }

    /// A whole number; `fallback` for null, for nothing and for empty text.
    public long number(String name, long fallback) {
        JsonNode value = node.path(name);
        if (value.isNull() || value.isMissingNode() || value.isString() && value.stringValue().isBlank()) {
            return fallback;
        }
        return number(value).orElseThrow(() -> refusal.apply(name + " must be a number, not " + value));
    }

    /// The whole number that a value is or writes, if it does; what follows its point is left out.
    public static Optional<Long> number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return Optional.of(value.numberValue().longValue());
        }
        String text = value.isBoolean() ? "" : scalar(value).strip();
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? Optional.of((long) number) : Optional.empty();
    }

    /// Whether it is true, as a truth, a number or a word.
    public boolean flag(String name) {
        return flag(node.path(name));
    }

    /// Whether a value is or says that it is true.
    public static boolean flag(JsonNode value) {
        return value.isNumber() ? value.doubleValue() != 0 : Truth.of(scalar(value).strip()).orElse(false);
    }

    /// An object; empty for null and for nothing. The caller may change it.
    public Map<String, Object> object(String name) {
        JsonNode value = node.path(name);
        if (value.isNull() || value.isMissingNode()) {
            return new LinkedHashMap<>();
        }
        if (!value.isObject()) {
            throw refusal.apply(name + " must be an object");
        }
        return map(value);
    }

    /// A list of objects.
    public List<Map<String, Object>> objects(String name) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (JsonNode item : list(name)) {
            if (!item.isObject()) {
                throw refusal.apply(name + " must be a list of objects");
            }
            objects.add(map(item));
        }
        return objects;
    }

    /// A list of text without what is null; a single text counts as a list of one.
    public List<String> texts(String name) {
        if (has(name) && !node.path(name).isContainer()) {
            return List.of(scalar(node.path(name)));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(name)) {
            if (item.isContainer()) {
                throw refusal.apply(name + " must be a list of text");
            }
            if (!item.isNull()) {
                texts.add(scalar(item));
            }
        }
        return texts;
    }

    private Iterable<JsonNode> list(String name) {
        JsonNode value = node.path(name);
        if (!value.isArray() && has(name)) {
            throw refusal.apply(name + " must be a list");
        }
        return value;
    }

    /// Anything, as maps, lists, text and numbers; null for nothing.
    public Object any(String name) {
        return has(name) ? Json.MAPPER.convertValue(node.path(name), Object.class) : null;
    }

    /// Whether it is given and not null.
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /// A value as text, where it is neither a list nor an object; `""` for null and for nothing.
    public static String scalar(JsonNode value) {
        if (value.isNumber()) {
            return text(value.numberValue());
        }
        return value.isString() ? value.stringValue() : value.isBoolean() ? value.toString() : "";
    }

    /// A number as people write it: an id that a table or a division made a fraction of has no `.0` and no exponent.
    public static String text(Number number) {
        boolean fraction = number instanceof Double || number instanceof Float;
        if (!fraction || !Double.isFinite(number.doubleValue())) {
            return number.toString();
        }
        BigDecimal exact = new BigDecimal(number.toString());
        return (exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros()).toPlainString();
    }

    /// An object as a map of its own.
    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(JsonNode object) {
        return Json.MAPPER.convertValue(object, LinkedHashMap.class);
    }
}
