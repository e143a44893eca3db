package dev.botyard.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Checks values against a JSON Schema, as far as Botyard's schemas go; a keyword that it does not know is an error.
final class SchemaJudge {
    private final JsonNode root;

    SchemaJudge(JsonNode root) {
        this.root = root;
    }

    /// What is wrong, by place.
    List<String> problems(JsonNode value) {
        return problems(root, value, "");
    }

    private boolean fits(JsonNode schema, JsonNode value) {
        return problems(schema, value, "").isEmpty();
    }

    private List<String> problems(JsonNode schema, JsonNode value, String place) {
        List<String> found = new ArrayList<>();
        schema.properties().forEach(each -> {
            JsonNode wanted = each.getValue();
            switch (each.getKey()) {
                case "$schema", "title", "description", "markdownDescription", "default", "definitions", "then", "properties" -> {
                }
                case "$ref" -> found.addAll(problems(root.at(wanted.stringValue().substring(1)), value, place));
                case "type" -> say(found, ofType(wanted, value), place, "is not of type " + wanted);
                case "enum" -> say(found, wanted.valueStream().anyMatch(value::equals), place, "is not one of " + wanted);
                case "const" -> say(found, wanted.equals(value), place, "is not " + wanted);
                case "pattern" -> say(found,
                        !value.isString() || Pattern.compile(wanted.stringValue()).matcher(value.stringValue()).find(), place,
                        "does not match " + wanted);
                case "minimum" -> say(found, !value.isNumber() || value.asDouble() >= wanted.asDouble(), place, "is too small");
                case "maximum" -> say(found, !value.isNumber() || value.asDouble() <= wanted.asDouble(), place, "is too large");
                case "not" -> say(found, !fits(wanted, value), place, "is what it must not be: " + wanted);
                case "anyOf" ->
                    say(found, wanted.valueStream().anyMatch(one -> fits(one, value)), place, "fits none of " + wanted);
                case "allOf" -> wanted.forEach(one -> found.addAll(problems(one, value, place)));
                case "if" -> {
                    if (fits(wanted, value)) {
                        found.addAll(problems(schema.path("then"), value, place));
                    }
                }
                case "required" -> wanted.forEach(
                        key -> say(found, !value.isObject() || value.has(key.stringValue()), place,
                                "lacks " + key.stringValue()));
                case "items" -> value.valueStream().filter(_ -> value.isArray())
                        .forEach(item -> found.addAll(problems(wanted, item, place + "[]")));
                case "additionalProperties" -> {
                    // Below, with the properties.
                }
                default -> throw new IllegalArgumentException("the judge does not know " + each.getKey());
            }
        });
        if (value.isObject()) {
            value.properties().forEach(member -> {
                JsonNode known = schema.path("properties").path(member.getKey());
                JsonNode more = schema.path("additionalProperties");
                if (!known.isMissingNode()) {
                    found.addAll(problems(known, member.getValue(), place + "/" + member.getKey()));
                } else if (more.isObject()) {
                    found.addAll(problems(more, member.getValue(), place + "/" + member.getKey()));
                } else {
                    say(found, !more.isBoolean() || more.booleanValue(), place, "has the unknown key " + member.getKey());
                }
            });
        }
        return found;
    }

    private static boolean ofType(JsonNode wanted, JsonNode value) {
        if (wanted.isArray()) {
            return wanted.valueStream().anyMatch(one -> ofType(one, value));
        }
        return switch (wanted.stringValue()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException("the judge does not know the type " + wanted);
        };
    }

    private static void say(List<String> found, boolean good, String place, String sentence) {
        if (!good) {
            found.add((place.isEmpty() ? "/" : place) + " " + sentence);
        }
    }
}
