package dev.botyard.adapters.onebot11.wire;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes frames. Ids are text throughout: platforms send them as numbers or as text, some beyond what a double can hold.
public final class Json {
    /// Answers may carry a whole medium as Base64.
    private static final int MAX_STRING = 96 << 20;
    /// As in JavaScript: whole numbers up to here survive every reader.
    private static final long MAX_SAFE = (1L << 53) - 1;
    private static final int MAX_ID_DIGITS = 16;

    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(MAX_STRING).build()).build())
            .build();

    private Json() {}

    /// The tree of a frame.
    ///
    /// @throws tools.jackson.core.JacksonException when it is not JSON
    public static JsonNode parse(byte[] frame) {
        return MAPPER.readTree(frame);
    }

    /// The tree of JSON text.
    public static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /// JSON text, written straight to the buffer.
    public static String write(Consumer<JsonGenerator> writer) {
        return new String(bytes(writer), StandardCharsets.UTF_8);
    }

    /// JSON as UTF-8.
    public static byte[] bytes(Consumer<JsonGenerator> writer) {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream(256);
        try (JsonGenerator out = MAPPER.createGenerator(buffer)) {
            writer.accept(out);
        }
        return buffer.toByteArray();
    }

    /// A value as text: text itself, numbers exactly as written, objects and lists as JSON, nothing and null as `""`.
    public static String text(JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return "";
        }
        if (node.isString()) {
            return node.stringValue();
        }
        return node.isFloatingPointNumber() ? exact(node) : node.isContainer() ? node.toString() : node.asString();
    }

    /// The value of a key as text.
    public static String text(JsonNode object, String key) {
        return text(object.get(key));
    }

    private static String exact(JsonNode number) {
        double value = number.doubleValue();
        return value == Math.rint(value) && !Double.isInfinite(value)
                ? number.decimalValue().toBigInteger().toString()
                : number.asString();
    }

    /// A value as text, number, boolean, list or map. Whole numbers too large for a double become text, so that no script rounds an id.
    ///
    /// @return null for null
    public static Object plain(JsonNode node) {
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
        BigInteger value = node.bigIntegerValue();
        boolean safe = value.bitLength() < Long.SIZE && Math.abs(value.longValue()) <= MAX_SAFE;
        return safe ? (Object) value.longValue() : value.toString();
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

    /// An object as a map without its nulls.
    public static Map<String, Object> map(JsonNode node) {
        Map<String, Object> values = LinkedHashMap.newLinkedHashMap(node.size());
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            Object plain = plain(property.getValue());
            if (plain != null) {
                values.put(property.getKey(), plain);
            }
        }
        return values;
    }

    /// An object whose values are all text, see [#text(JsonNode)].
    public static Map<String, String> texts(JsonNode node) {
        if (node == null || !node.isObject()) {
            return Map.of();
        }
        Map<String, String> values = LinkedHashMap.newLinkedHashMap(node.size());
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!property.getValue().isNull()) {
                values.put(property.getKey(), text(property.getValue()));
            }
        }
        return values;
    }

    /// Writes an id: as a number, as the standard says, where every reader keeps it exactly, also one in JavaScript; else as text.
    public static void id(JsonGenerator out, String name, String id) {
        if (isNumber(id) && Math.abs(Long.parseLong(id)) <= MAX_SAFE) {
            out.writeNumberProperty(name, Long.parseLong(id));
        } else {
            out.writeStringProperty(name, id);
        }
    }

    private static boolean isNumber(String id) {
        int start = id.startsWith("-") ? 1 : 0;
        int digits = id.length() - start;
        if (digits < 1 || digits > MAX_ID_DIGITS || (digits > 1 && id.charAt(start) == '0') || id.equals("-0")) {
            return false;
        }
        for (int i = start; i < id.length(); i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
