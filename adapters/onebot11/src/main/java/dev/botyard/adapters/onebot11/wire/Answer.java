package dev.botyard.adapters.onebot11.wire;

import dev.botyard.adapters.common.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The answer to a call.
///
/// @param status      `ok`, `async`, `failed`, or `""` when the peer leaves it out
/// @param retcode     0 for done, 1 for taken into a queue, else the peer's error number
/// @param explanation what the peer says about a failure, `""` for nothing
/// @param data        the result; missing when there is none
public record Answer(String status, int retcode, String explanation, JsonNode data) {

    /// Reads an answer.
    public static Answer of(JsonNode frame) {
        JsonNode data = frame.get("data");
        return new Answer(Json.text(frame, "status"),
                Math.clamp(Json.number(frame, "retcode"), Integer.MIN_VALUE, Integer.MAX_VALUE), explanation(frame),
                data == null || data.isNull() ? MissingNode.getInstance() : data);
    }

    private static String explanation(JsonNode frame) {
        for (String key : new String[]{"wording", "message", "msg"}) {
            String text = Json.text(frame, key);
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    /// Whether the peer did it or promised to.
    public boolean accepted() {
        return !status.equals("failed") && (retcode == 0 || retcode == 1);
    }

    /// The id of the message that a sending call made, `""` when the peer does not tell.
    public String messageId() {
        return Json.text(data, "message_id");
    }
}
