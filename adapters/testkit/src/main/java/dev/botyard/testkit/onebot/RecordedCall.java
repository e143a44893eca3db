package dev.botyard.testkit.onebot;

import tools.jackson.databind.JsonNode;

/// A call that came in.
///
/// @param account   the account that was asked
/// @param action    the action as it was called
/// @param params    its parameters
/// @param transport `ws` or `http`
public record RecordedCall(String account, String action, JsonNode params, String transport) {

    /// The text of all text segments of the call's `message`.
    public String text() {
        StringBuilder text = new StringBuilder();
        for (JsonNode segment : params.path("message")) {
            text.append(segment.path("data").path("text").asString(""));
        }
        return text.toString();
    }

    /// A parameter as text.
    public String param(String name) {
        return params.path(name).asString("");
    }

    /// A value of the segment at `index` as text.
    public String segment(int index, String key) {
        return params.path("message").path(index).path("data").path(key).asString("");
    }

    /// The types of the segments of the call's `message`.
    public String types() {
        StringBuilder types = new StringBuilder();
        for (JsonNode segment : params.path("message")) {
            types.append(types.isEmpty() ? "" : " ").append(segment.path("type").asString(""));
        }
        return types.toString();
    }
}
