package dev.botyard.adapters.qx.wire;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes JSON. Qianxun puts nicknames with bare control characters into it.
public final class Json {
    private static final int MAX_SAFE_BITS = 53;
    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build()).build();

    private Json() {}

    /// The tree.
    ///
    /// @throws tools.jackson.core.JacksonException when it is not JSON
    public static JsonNode parse(byte[] utf8) {
        return MAPPER.readTree(utf8);
    }

    /// JSON as UTF-8.
    public static byte[] bytes(Consumer<JsonGenerator> writer) {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream(256);
        try (JsonGenerator out = MAPPER.createGenerator(buffer)) {
            writer.accept(out);
        }
        return buffer.toByteArray();
    }

    /// The value of a key as text: numbers as written, objects and lists as JSON, nothing as `""`.
    public static String text(JsonNode object, String key) {
        JsonNode value = object.get(key);
        if (value == null || value.isNull()) {
            return "";
        }
        return value.isContainer() ? value.toString() : value.asString();
    }

    /// The first value that is not empty.
    public static String first(JsonNode object, String... keys) {
        for (String key : keys) {
            String value = text(object, key);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /// An object as a map of text, numbers, booleans, lists and maps, without its nulls. Whole numbers that a double cannot hold become text.
    public static Map<String, Object> map(JsonNode object) {
        Map<String, Object> values = LinkedHashMap.newLinkedHashMap(object.size());
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            Object plain = plain(property.getValue());
            if (plain != null) {
                values.put(property.getKey(), plain);
            }
        }
        return values;
    }

    private static Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.stringValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case ARRAY -> list(node);
            case OBJECT -> map(node);
            default -> null;
        };
    }

    private static Object number(JsonNode node) {
        if (!node.isIntegralNumber()) {
            return node.doubleValue();
        }
        return node.bigIntegerValue().bitLength() <= MAX_SAFE_BITS ? (Object) node.longValue() : node.asString();
    }

    private static List<Object> list(JsonNode node) {
        List<Object> values = new ArrayList<>(node.size());
        for (JsonNode value : node) {
            Object plain = plain(value);
            if (plain != null) {
                values.add(plain);
            }
        }
        return values;
    }
}
