package dev.botyard.adapters.common;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what platforms write, and writes JSON for them. Pure functions on any thread.
///
/// Platforms write the same thing as a number or as text, from one version to the next, leave fields out or null, say 0 and 1 for no and yes,
/// and put bare control characters and half emojis into names. Here ids are text, exactly as written; what is missing is `""`, 0 or what the
/// caller says; nothing but what is no JSON at all is an error.
public final class Json {
    /// The largest whole number that JavaScript, and whoever reads JSON as doubles, keeps exactly.
    public static final long MAX_SAFE = (1L << 53) - 1;
    /// Answers may carry a whole medium as Base64.
    private static final int MAX_STRING = 96 << 20;
    private static final Pattern WHOLE = Pattern.compile("(-?\\d{1,18})(?:\\.0{1,18})?");

    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(MAX_STRING).build()).build())
            .build();

    private Json() {}

    /// The tree of a frame in UTF-8.
    ///
    /// @throws tools.jackson.core.JacksonException when it is not JSON
    public static JsonNode parse(byte[] frame) {
        return MAPPER.readTree(frame);
    }

    /// The tree of JSON text.
    ///
    /// @throws tools.jackson.core.JacksonException when it is not JSON
    public static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /// The tree of JSON text in which a platform wraps something; an empty object where it is no JSON.
    public static JsonNode orEmpty(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException noJson) {
            return MAPPER.createObjectNode();
        }
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

    /// An object whose properties `writer` writes.
    public static String object(Consumer<JsonGenerator> writer) {
        return write(out -> {
            out.writeStartObject();
            writer.accept(out);
            out.writeEndObject();
        });
    }

    /// A value as text: text itself, numbers as written, whole ones without exponent, objects and lists as JSON, nothing and null as `""`.
    public static String text(JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return "";
        }
        if (node.isString()) {
            return Surrogates.whole(node.stringValue());
        }
        if (node.isContainer()) {
            return Surrogates.whole(node.toString());
        }
        return node.isFloatingPointNumber() ? exact(node) : node.asString();
    }

    /// The value of a key as text.
    public static String text(JsonNode object, String key) {
        return text(value(object, key));
    }

    /// The first value that is not empty, as text.
    public static String first(JsonNode object, String... keys) {
        for (String key : keys) {
            String value = text(object, key);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    private static JsonNode value(JsonNode object, String key) {
        return object == null ? null : object.get(key);
    }

    private static String exact(JsonNode number) {
        double value = number.doubleValue();
        return value == Math.rint(value) && !Double.isInfinite(value)
                ? number.decimalValue().toBigInteger().toString()
                : number.asString();
    }

    /// A whole number, also one in text; 0 when there is none or it is too large.
    public static long number(JsonNode object, String key) {
        JsonNode node = value(object, key);
        if (node == null) {
            return 0;
        }
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? node.longValue() : 0;
        }
        if (node.isBoolean()) {
            return node.booleanValue() ? 1 : 0;
        }
        Matcher whole = WHOLE.matcher(text(node).strip());
        return whole.matches() ? Long.parseLong(whole.group(1)) : 0;
    }

    /// Yes or no, also as 1 and 0 and as text of either.
    ///
    /// @param otherwise the answer when it is missing or means neither
    public static boolean flag(JsonNode object, String key, boolean otherwise) {
        return switch (text(object, key).strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> otherwise;
        };
    }

    /// A value as text, number, boolean, list or map. Whole numbers too large for a double become text, so that no script rounds an id.
    ///
    /// @return null for nothing and null
    public static Object plain(JsonNode node) {
        return node == null ? null : switch (node.getNodeType()) {
            case STRING -> text(node);
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

    /// An object as a map of plain values without its nulls; empty for anything else.
    public static Map<String, Object> map(JsonNode node) {
        return values(node, Json::plain);
    }

    /// An object whose values are all text, without its nulls; empty for anything else.
    public static Map<String, String> texts(JsonNode node) {
        return values(node, value -> value.isNull() ? null : text(value));
    }

    /// @param read null for what is left out
    private static <T> Map<String, T> values(JsonNode node, Function<JsonNode, T> read) {
        if (node == null || !node.isObject()) {
            return Map.of();
        }
        Map<String, T> values = LinkedHashMap.newLinkedHashMap(node.size());
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            T value = read.apply(property.getValue());
            if (value != null) {
                values.put(property.getKey(), value);
            }
        }
        return values;
    }
}
