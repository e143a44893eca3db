package dev.botyard.adapters.feishu;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.Chat;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/// Events as the platform writes them (schema 2.0).
final class FeishuEvents {
    private FeishuEvents() {}

    /// Any event.
    static String event(FeishuApp app, String type, String eventId, Consumer<JsonGenerator> body) {
        return Json.object(out -> {
            out.writeStringProperty("schema", "2.0");
            out.writeObjectPropertyStart("header");
            out.writeStringProperty("event_id", eventId);
            out.writeStringProperty("event_type", type);
            out.writeStringProperty("create_time", Long.toString(System.currentTimeMillis()));
            out.writeStringProperty("token", app.verificationToken);
            out.writeStringProperty("app_id", app.id);
            out.writeStringProperty("tenant_key", "736588c9260f175d");
            out.writeEndObject();
            out.writeObjectPropertyStart("event");
            body.accept(out);
            out.writeEndObject();
        });
    }

    /// Any event, its body as JSON text.
    static String raw(FeishuApp app, String type, String eventId, String body) {
        return event(app, type, eventId, _ -> {}).replaceFirst("\"event\":\\{}",
                "\"event\":" + java.util.regex.Matcher.quoteReplacement(body));
    }

    /// A text of a person.
    static String text(FeishuApp app, Chat chat, String sender, String messageId, long time, String text) {
        return message(app, chat, sender, messageId, time, "text", Json.object(out -> out.writeStringProperty("text", text)), "");
    }

    /// A message of a person, or of the bot itself.
    ///
    /// @param extra further properties of the message, with a comma before
    static String message(FeishuApp app, Chat chat, String sender, String messageId, long time, String type, String content,
            String extra) {
        boolean own = sender.equals(app.botOpenId);
        String body = "{\"sender\":{\"sender_id\":{\"open_id\":" + quoted(sender) + ",\"union_id\":\"on_x\",\"user_id\":null},"
                + "\"sender_type\":\"" + (own ? "app" : "user")
                + "\",\"tenant_key\":\"736588c9260f175d\"},\"message\":{\"message_id\":"
                + quoted(messageId) + ",\"create_time\":\"" + time + "\",\"update_time\":\"" + time + "\",\"chat_id\":"
                + quoted(chat.shared() ? chat.id() : "oc_p2p_" + chat.id()) + ",\"chat_type\":\""
                + (chat.shared() ? "group" : "p2p")
                + "\",\"message_type\":\"" + type + "\",\"content\":" + quoted(content) + extra + "}}";
        return raw(app, "im.message.receive_v1", "event-" + messageId, body);
    }

    static String quoted(String text) {
        return Json.write(out -> out.writeString(text));
    }
}
