package dev.botyard.runtime.script.header;

import dev.botyard.runtime.infra.json.Truth;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the JSON object of a header line.
final class HeaderJson {
    private static final JsonMapper mapper = JsonMapper.shared();

    private HeaderJson() {}

    static Optional<JsonNode> object(HeaderLine header, HeaderProblems problems) {
        try {
            JsonNode node = mapper.readTree(header.value());
            if (node != null && node.isObject()) {
                return Optional.of(node);
            }
            problems.warn(header.line(),
                    "The value of '" + header.key() + "' must be a JSON object in braces; the line was left out.");
        } catch (JacksonException e) {
            problems.warn(header.line(),
                    "The JSON of '" + header.key() + "' is broken and the line was left out: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
        return Optional.empty();
    }

    /// The field as text: "" if it is missing or null, JSON if it is an object or a list.
    static String text(JsonNode object, String field) {
        return text(object.get(field));
    }

    static String text(JsonNode node) {
        if (node == null || node.isNull()) {
            return "";
        }
        return node.isValueNode() ? node.asString().strip() : node.toString();
    }

    static boolean flag(JsonNode object, String field) {
        return Truth.of(text(object, field)).orElse(false);
    }
}
