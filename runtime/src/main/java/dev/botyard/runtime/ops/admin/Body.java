package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.config.Argument;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.infra.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/// The JSON object of a request. What is wrong with it becomes a 400 with a sentence.
record Body(JsonNode node) {

    static Body of(HttpRequest request) {
        return of(request.body());
    }

    static Body of(byte[] bytes) {
        if (bytes.length == 0) {
            return new Body(Json.MAPPER.createObjectNode());
        }
        try {
            JsonNode node = Json.MAPPER.readTree(bytes);
            if (!node.isObject()) {
                throw new HttpProblem(400, "invalid_request", "the body must be a JSON object");
            }
            return new Body(node);
        } catch (JacksonException e) {
            throw new HttpProblem(400, "invalid_request",
                    "the body is not JSON" + place(e.getLocation()) + "; expected one JSON object");
        }
    }

    private static String place(TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : ": line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /// The first of these members that is given, as text; `""` for none.
    String text(String... names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            if (value.isString()) {
                return value.stringValue();
            }
            if (value.isNumber() || value.isBoolean()) {
                return value.toString();
            }
            if (value.isContainer()) {
                throw new HttpProblem(400, "invalid_request", name + " must be text");
            }
        }
        return "";
    }

    /// The first of its spellings that is given and not empty; `""` for none.
    String text(Argument argument) {
        for (String name : argument.spellings()) {
            String text = text(name);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /// An argument that must be given.
    String required(Argument argument) {
        String text = text(argument);
        if (text.isBlank()) {
            throw new HttpProblem(400, "invalid_request", argument.spellings().getFirst() + " is missing");
        }
        return text;
    }

    /// A member that must be given.
    String required(String... names) {
        String text = text(names);
        if (text.isBlank()) {
            throw new HttpProblem(400, "invalid_request", names[0] + " is missing");
        }
        return text;
    }

    long number(String name, long fallback) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return fallback;
        }
        if (value.isNumber()) {
            return value.numberValue().longValue();
        }
        if (value.isString() && value.stringValue().matches("\\d{1,12}")) {
            return Long.parseLong(value.stringValue());
        }
        throw new HttpProblem(400, "invalid_request", name + " must be a number");
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> object(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return new LinkedHashMap<>();
        }
        if (!value.isObject()) {
            throw new HttpProblem(400, "invalid_request", name + " must be an object");
        }
        return Json.MAPPER.convertValue(value, LinkedHashMap.class);
    }

    /// A list of text.
    List<String> texts(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isString)) {
            throw new HttpProblem(400, "invalid_request", name + " must be a list of text");
        }
        return value.valueStream().map(JsonNode::stringValue).toList();
    }

    List<Map<String, Object>> objects(String name) {
        JsonNode value = node.path(name);
        List<Map<String, Object>> objects = new ArrayList<>();
        if (value.isMissingNode() || value.isNull()) {
            return objects;
        }
        if (!value.isArray()) {
            throw new HttpProblem(400, "invalid_request", name + " must be a list");
        }
        for (JsonNode item : value) {
            if (!item.isObject()) {
                throw new HttpProblem(400, "invalid_request", name + " must be a list of objects");
            }
            @SuppressWarnings("unchecked")
            Map<String, Object> map = Json.MAPPER.convertValue(item, LinkedHashMap.class);
            objects.add(map);
        }
        return objects;
    }
}
