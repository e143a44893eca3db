package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/// `KEY=VALUE` on the command line.
final class Pairs {
    private Pairs() {}

    /// In the order in which they were typed.
    static Map<String, String> of(List<String> typed) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : typed) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new CliProblem(2, "'" + pair + "' tells nothing; write KEY=VALUE.");
            }
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pairs;
    }

    /// The same for a file of settings: text, a list where it is written as one, and null for nothing.
    static Map<String, Object> values(List<String> typed) {
        Map<String, Object> values = new LinkedHashMap<>();
        of(typed).forEach((key, value) -> values.put(key, value.isEmpty() ? null : meant(value)));
        return values;
    }

    private static Object meant(String value) {
        if (!value.startsWith("[") || !value.endsWith("]")) {
            return value;
        }
        try {
            return Json.MAPPER.convertValue(Json.MAPPER.readTree(value), Object.class);
        } catch (JacksonException _) {
            return List.of(value.substring(1, value.length() - 1).strip().split("\\s*,\\s*"));
        }
    }
}
