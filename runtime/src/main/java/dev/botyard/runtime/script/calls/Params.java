package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.message.border.Outgoing;
import dev.botyard.runtime.script.worker.CallException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The parameters of a call: [Arguments] as a script said them, in whatever spelling and type older SDKs took.
///
/// The SDKs pass them on as they are; what is forgiven is forgiven here, for every language alike. Break marks are taken away from everything
/// but what `written…` gives: text in which an author's codes are still to be read, and what is kept for scripts.
record Params(Arguments given) {

    Params(JsonNode node) {
        this(new Arguments(node, CallException::invalid));
    }

    private JsonNode node(String key) {
        return given.node().path(key);
    }

    String text(String key) {
        return Outgoing.text(given.text(key));
    }

    String text(Argument argument) {
        return Outgoing.text(given.text(argument));
    }

    /// The same with its marks.
    String written(String key) {
        return given.text(key);
    }

    /// The same with its marks.
    String written(Argument argument) {
        return given.text(argument);
    }

    boolean flag(String key) {
        return given.flag(key);
    }

    boolean has(String key) {
        return given.has(key);
    }

    /// A whole number. Scripts hand on whatever they have, so what is no number is `fallback`, and what follows the point is left out.
    long number(String key, long fallback) {
        return Arguments.number(node(key)).orElse(fallback);
    }

    /// Milliseconds, 0 where nothing is said. A lone number where the options stand is the timeout, and they may name it too.
    long timeout() {
        if (has("timeout")) {
            return number("timeout", 0);
        }
        JsonNode options = node("options");
        return Arguments.number(options.isNumber() ? options : read(options).path("timeout")).orElse(0L);
    }

    /// The options of something that is sent: an object, also as JSON text. Other text is refused, since the account may stand in it.
    Map<String, Object> options() {
        JsonNode value = read(node("options"));
        if (value.isString() && !value.stringValue().isBlank()) {
            String text = value.stringValue();
            throw CallException.invalid("the options are the text '" + text.substring(0, Math.min(40, text.length()))
                    + "'; give an object such as {\"account_id\": \"bot_a\"}");
        }
        return hints("options");
    }

    /// The options of a question: an object, also as JSON text; nothing else says anything.
    Map<String, Object> hints(String key) {
        JsonNode value = read(node(key));
        return value.isObject() ? unmarked(Arguments.map(value)) : new LinkedHashMap<>();
    }

    /// What stands in JSON text, where it is an object.
    private static JsonNode read(JsonNode value) {
        if (!value.isString() || !value.stringValue().strip().startsWith("{")) {
            return value;
        }
        try {
            JsonNode read = Json.MAPPER.readTree(value.stringValue());
            return read.isObject() ? read : value;
        } catch (JacksonException _) {
            return value;
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> unmarked(Map<String, Object> written) {
        return (Map<String, Object>) Outgoing.value(written);
    }

    /// The parts of a message with their marks: objects, and plain text as a part of its own. One may stand without a list; what is neither
    /// is left out.
    List<Map<String, Object>> writtenParts(String key) {
        List<Map<String, Object>> parts = new ArrayList<>();
        items(key).forEach(item -> {
            if (item.isObject()) {
                parts.add(Arguments.map(item));
            } else if (item.isString()) {
                parts.add(new LinkedHashMap<>(Map.of("type", "text", "text", item.stringValue())));
            }
        });
        return parts;
    }

    /// What stands in a list, or alone in its place.
    Stream<JsonNode> items(String key) {
        JsonNode value = node(key);
        return value.isArray() ? value.valueStream() : Stream.of(value);
    }

    /// Words of a list, or of one text with commas.
    List<String> words(String key) {
        Stream<String> words = node(key).isArray() ? given.texts(key).stream() : Stream.of(given.text(key).split(","));
        return words.map(word -> Outgoing.text(word).strip()).filter(word -> !word.isEmpty()).toList();
    }

    /// What stands at this place of a call's `args`; one alone is the first.
    JsonNode argument(int index) {
        return items("args").skip(index).findFirst().orElseGet(MissingNode::getInstance);
    }

    /// One word of a few; `""` for anything that is no text.
    String word(String key) {
        return Outgoing.text(Arguments.scalar(node(key))).strip();
    }

    /// An id, or the first of these ids of the object that a call gave in its place; of a list the first.
    String id(String key, String... names) {
        return items(key).findFirst().map(value -> Outgoing.text(id(value, names))).orElse("");
    }

    /// An id that stands alone, or the first of these members.
    static String id(JsonNode value, String... names) {
        return value.isObject() ? new Arguments(value, CallException::invalid).text(names) : Arguments.scalar(value);
    }

    /// Anything, as maps, lists, text and numbers; null for nothing.
    Object any(String key) {
        return Outgoing.value(given.any(key));
    }
}
