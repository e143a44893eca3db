package dev.botyard.adapters.qx.wire;

import dev.botyard.adapters.common.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The answer to a call. HTTP says 200 for nearly everything; `code` tells the truth.
///
/// @param code   200 (some versions: 0) for success
/// @param words  what Qianxun says about it
/// @param result the result, missing when there is none
public record Reply(String code, String words, JsonNode result) {

    /// Reads an answer; one without `code` has the code `""`.
    public static Reply of(JsonNode answer) {
        JsonNode result = answer.get("result");
        return new Reply(Json.text(answer, "code"), Json.text(answer, "msg"),
                result == null ? MissingNode.getInstance() : result);
    }

    /// Whether it was done.
    public boolean accepted() {
        return code.equals("200") || code.equals("0");
    }

    /// A value of the result as text, `""` when it has none.
    public String text(String key) {
        return result.isObject() ? Json.text(result, key) : "";
    }
}
