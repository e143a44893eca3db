package dev.botyard.runtime.script.worker;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// A handler as its file tells it, not yet judged. Immutable.
///
/// @param kind     `message`, `event` or `schedule`
/// @param rules    what fires it, of messages
/// @param triggers the same of events and schedules
/// @param faults   what the SDK has found wrong with it
public record ToldHandler(String name, int line, String kind, long priority, boolean admin, List<ToldRule> rules,
        List<String> triggers,
        List<String> faults) {

    /// One of `pattern` and `regex`; the other one is null.
    public record ToldRule(String pattern, String regex) {}

    static List<ToldHandler> all(JsonNode told) {
        return told.valueStream().map(ToldHandler::of).toList();
    }

    private static ToldHandler of(JsonNode told) {
        return new ToldHandler(told.path("name").stringValue(""), told.path("line").asInt(0), told.path("kind").stringValue(""),
                told.path("priority").asLong(0), told.path("admin").asBoolean(false),
                told.path("rules").valueStream()
                        .map(rule -> new ToldRule(rule.path("pattern").stringValue(null), rule.path("regex").stringValue(null)))
                        .toList(),
                texts(told.path("triggers")), texts(told.path("faults")));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(one -> one.stringValue("")).toList();
    }
}
