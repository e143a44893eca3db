package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.config.Argument;
import dev.botyard.runtime.message.border.Outgoing;
import dev.botyard.runtime.script.worker.CallException;
import dev.botyard.runtime.infra.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The parameters of a call, read the way scripts write them: a number or null where text is wanted is fine.
///
/// Break marks are taken away from everything but what `written…` gives: text in which an author's codes are still to be read, and what is
/// kept for scripts.
record Params(JsonNode node) {

    /// Text; a number or a boolean as written, `""` for null and for nothing.
    String text(String key) {
        return Outgoing.text(written(key));
    }

    /// The first of its spellings that is given; `""` for none.
    String text(Argument argument) {
        for (String name : argument.spellings()) {
            String text = text(name);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /// The same with its marks.
    String written(String key) {
        JsonNode value = node.path(key);
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isContainer()) {
            throw CallException.invalid(key + " must be text, not " + (value.isArray() ? "a list" : "an object"));
        }
        return value.isString() ? value.stringValue() : value.toString();
    }

    /// A whole number; `fallback` for null and for nothing.
    long number(String key, long fallback) {
        JsonNode value = node.path(key);
        if (value.isNull() || value.isMissingNode() || (value.isString() && value.stringValue().isBlank())) {
            return fallback;
        }
        if (value.isNumber()) {
            return (long) value.doubleValue();
        }
        try {
            return (long) Double.parseDouble(value.isString() ? value.stringValue().strip() : value.toString());
        } catch (NumberFormatException e) {
            throw CallException.invalid(key + " must be a number, not '" + value + "'");
        }
    }

    boolean flag(String key) {
        return node.path(key).booleanValue(false);
    }

    /// An object as a map; empty for null and for nothing.
    @SuppressWarnings("unchecked")
    Map<String, Object> object(String key) {
        return (Map<String, Object>) Outgoing.value(writtenObject(key));
    }

    /// The same with its marks.
    @SuppressWarnings("unchecked")
    Map<String, Object> writtenObject(String key) {
        JsonNode value = node.path(key);
        if (value.isNull() || value.isMissingNode()) {
            return Map.of();
        }
        if (!value.isObject()) {
            throw CallException.invalid(key + " must be an object");
        }
        return value.isEmpty() ? Map.of() : Json.MAPPER.convertValue(value, LinkedHashMap.class);
    }

    /// A list of objects with their marks; what is not an object is left out.
    List<Map<String, Object>> writtenObjects(String key) {
        JsonNode value = node.path(key);
        if (value.isNull() || value.isMissingNode()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw CallException.invalid(key + " must be a list");
        }
        List<Map<String, Object>> objects = new ArrayList<>();
        for (JsonNode item : value) {
            if (item.isObject()) {
                @SuppressWarnings("unchecked")
                Map<String, Object> map = Json.MAPPER.convertValue(item, LinkedHashMap.class);
                objects.add(map);
            }
        }
        return objects;
    }

    /// A list of text; a single text counts as a list of one.
    List<String> texts(String key) {
        JsonNode value = node.path(key);
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            for (JsonNode item : value) {
                if (!item.isNull() && !item.isContainer()) {
                    texts.add(Outgoing.text(item.isString() ? item.stringValue() : item.toString()));
                }
            }
        } else if (!value.isNull() && !value.isMissingNode()) {
            texts.add(text(key));
        }
        return texts;
    }

    /// Anything, as maps, lists, text and numbers.
    Object any(String key) {
        JsonNode value = node.path(key);
        return value.isNull() || value.isMissingNode() ? null : Outgoing.value(Json.MAPPER.convertValue(value, Object.class));
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }
}
