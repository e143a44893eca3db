package dev.botyard.adapters.dingtalk;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.dingtalk.DingtalkServer.Call;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What DingTalk writes, and what it does not take.
final class DingtalkFrames {
    static final String ROBOT = "$:LWCP_v1:$r0b0t";
    private static final int LONGEST = 20_000;
    /// What the parameters of a message must have, by its key.
    private static final Map<String, Set<String>> MESSAGES = Map.of("sampleText", Set.of("content"), "sampleMarkdown",
            Set.of("title", "text"), "sampleImageMsg", Set.of("photoURL"), "sampleAudio", Set.of("mediaId", "duration"),
            "sampleFile",
            Set.of("mediaId", "fileName", "fileType"), "sampleLink", Set.of("title", "text", "messageUrl"));
    private static final Set<String> UPLOADS = Set.of("image", "voice", "video", "file");

    private DingtalkFrames() {}

    static String frame(String type, String topic, String id, String eventType, String data) {
        return Json.object(out -> {
            out.writeStringProperty("specVersion", "1.0");
            out.writeStringProperty("type", type);
            out.writeObjectPropertyStart("headers");
            out.writeStringProperty("appId", "9007199254740995");
            out.writeStringProperty("connectionId", "c1");
            out.writeStringProperty("contentType", "application/json");
            out.writeStringProperty("messageId", id);
            out.writeStringProperty("time", Long.toString(System.currentTimeMillis()));
            out.writeStringProperty("topic", topic);
            if (!eventType.isEmpty()) {
                out.writeStringProperty("eventId", "e" + id);
                out.writeStringProperty("eventType", eventType);
                out.writeStringProperty("eventBornTime", "1790000000000");
                out.writeStringProperty("eventCorpId", "ding9007199254740997");
            }
            out.writeEndObject();
            out.writeStringProperty("data", data);
        });
    }

    /// A text for the robot.
    ///
    /// @param kind `1` for a private chat, `2` for a group
    static String text(DingtalkServer server, String kind, String chat, String sender, String id, String text) {
        return message(server, kind, chat, sender, id,
                "\"msgtype\":\"text\",\"text\":{\"content\":" + Json.write(out -> out.writeString(text)) + "}");
    }

    /// A message for the robot.
    ///
    /// @param given its further properties
    static String message(DingtalkServer server, String kind, String chat, String sender, String id, String given) {
        String session = server.url() + "/robot/sendBySession?session=" + id;
        String title = kind.equals("2") ? "\"conversationTitle\":\"Friends\"," : "";
        String staff = sender.startsWith("$:") ? "" : "\"senderStaffId\":\"" + sender + "\",";
        String anonymous = sender.startsWith("$:") ? sender : "$:LWCP_v1:$" + sender;
        return "{\"conversationId\":\"" + (kind.equals("2") ? chat : "cid" + sender) + "\",\"conversationType\":\"" + kind + "\","
                + title
                + "\"msgId\":\"" + id + "\",\"senderId\":\"" + anonymous + "\"," + staff
                + "\"senderNick\":\"Ann\",\"chatbotUserId\":\"" + ROBOT
                + "\",\"robotCode\":\"r\",\"createAt\":" + System.currentTimeMillis() + ",\"sessionWebhook\":\"" + session
                + "\",\"sessionWebhookExpiredTime\":" + (System.currentTimeMillis() + 5_400_000) + "," + given + "}";
    }

    /// What is wrong with a call, `""` for nothing.
    static String complaint(Call call) {
        return switch (call.path()) {
            case "/v1.0/robot/oToMessages/batchSend", "/v1.0/robot/groupMessages/send" -> send(call.body());
            case "/robot/sendBySession" -> session(call.body());
            case "/media/upload" -> upload(call);
            default -> "";
        };
    }

    private static String send(JsonNode body) {
        String key = Json.text(body, "msgKey");
        if (!MESSAGES.containsKey(key)) {
            return "an unknown msgKey: " + key;
        }
        if (!body.path("msgParam").isString()) {
            return "msgParam is JSON in text";
        }
        JsonNode params = Json.parse(Json.text(body, "msgParam"));
        for (String name : MESSAGES.get(key)) {
            if (!params.path(name).isString() || Json.text(params, name).isEmpty()) {
                return key + " needs the text " + name + ": " + params;
            }
        }
        boolean addressed = body.path("userIds").isArray() && !body.path("userIds").isEmpty()
                || !Json.text(body, "openConversationId").isEmpty();
        return Json.text(body, "robotCode").isEmpty() || !addressed ? "a message of nobody or for nobody: " + body : "";
    }

    private static String session(JsonNode body) {
        String type = Json.text(body, "msgtype");
        String text = Json.text(body.path(type), type.equals("markdown") ? "text" : "content");
        if (!Set.of("text", "markdown").contains(type) || text.isEmpty()
                || text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return "a session takes text and Markdown of at most 20,000 bytes: " + body;
        }
        return type.equals("markdown") && Json.text(body.path(type), "title").isEmpty() ? "Markdown needs a title" : "";
    }

    private static String upload(Call call) {
        String head = new String(call.bytes(), 0, Math.min(call.bytes().length, 400), StandardCharsets.UTF_8);
        return UPLOADS.contains(call.query()) && head.contains("name=\"media\"") && head.contains("filename=\"")
                ? ""
                : "an upload of another form: " + call.query() + " " + head;
    }
}
