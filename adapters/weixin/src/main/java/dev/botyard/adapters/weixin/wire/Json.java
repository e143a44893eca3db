package dev.botyard.adapters.weixin.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes JSON. Ids are unsigned 64-bit numbers on the wire; here they are text, exactly as written.
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /// The tree of an answer.
    ///
    /// @throws tools.jackson.core.JacksonException when it is not JSON
    public static JsonNode parse(byte[] body) {
        return MAPPER.readTree(body);
    }

    /// The tree of JSON text.
    public static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /// An object whose properties `writer` writes.
    public static String object(Consumer<JsonGenerator> writer) {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream(256);
        try (JsonGenerator out = MAPPER.createGenerator(buffer)) {
            out.writeStartObject();
            writer.accept(out);
            out.writeEndObject();
        }
        return buffer.toString(StandardCharsets.UTF_8);
    }

    /// A value as text: text itself, numbers as written, objects and lists as JSON, nothing and null as `""`.
    public static String text(JsonNode object, String key) {
        return text(object.get(key));
    }

    private static String text(JsonNode node) {
        if (node == null || node.isNull()) {
            return "";
        }
        return node.isString() ? whole(node.stringValue()) : node.isContainer() ? node.toString() : node.asString();
    }

    /// Half a pair of surrogates, as some phones leave it of an emoji, cannot be written as UTF-8 later.
    private static String whole(String text) {
        return text.chars().anyMatch(unit -> Character.isSurrogate((char) unit)) ? repaired(text) : text;
    }

    private static String repaired(String text) {
        return text.codePoints()
                .map(point -> point <= Character.MAX_VALUE && Character.isSurrogate((char) point) ? '\uFFFD' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /// A whole number, 0 when there is none.
    public static long number(JsonNode object, String key) {
        JsonNode node = object.get(key);
        if (node == null) {
            return 0;
        }
        return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : digits(node);
    }

    private static long digits(JsonNode node) {
        String text = node.isString() ? node.stringValue() : "";
        return text.matches("-?\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /// An object whose values are all text.
    public static Map<String, String> texts(JsonNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        node.properties().forEach(property -> {
            if (!property.getValue().isNull()) {
                values.put(property.getKey(), text(property.getValue()));
            }
        });
        return values;
    }
}
