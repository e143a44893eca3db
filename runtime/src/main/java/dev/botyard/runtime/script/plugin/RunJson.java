package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.message.border.Incoming;
import dev.botyard.runtime.infra.json.Json;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;

/// Writes `run.start` parameters; on the path of every message, so without intermediate maps. What people typed is marked here, for all
/// triggers alike.
final class RunJson {
    private RunJson() {}

    /// @param hostJson the `host` object, as the host has it now
    static String startParams(Run run, String hostJson) {
        RunContext context = run.context();
        StringWriter out = new StringWriter(1024);
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            text(json, "run", run.token());
            json.writeRaw("," + run.plugin().startJson());
            json.writeName("trigger");
            json.writeString(context.trigger().label());
            if (!context.handler().absent()) {
                json.writeName("handler");
                json.writePOJO(context.handler());
            }
            json.writeName("context");
            json.writeStartObject();
            text(json, "imType", context.im());
            text(json, "accountID", context.account());
            text(json, "userID", Incoming.id(context.user().id()));
            text(json, "userName", Incoming.text(context.user().name()));
            text(json, "userAvatarUrl", Incoming.text(context.user().avatarUrl()));
            text(json, "chatID", Incoming.text(context.group()));
            text(json, "chatName", Incoming.text(context.chatName()));
            json.writeName("isAdmin");
            json.writeBoolean(context.admin());
            text(json, "message", Incoming.text(context.message()));
            text(json, "messageID", Incoming.text(context.messageId()));
            text(json, "pluginName", run.plugin().header().displayName());
            text(json, "pluginVersion", run.plugin().header().info().version());
            pojo(json, "params", Incoming.value(context.params()), context.params().isEmpty());
            pojo(json, "mediaItems", Incoming.value(context.media()), context.media().isEmpty());
            if (!context.eventType().isEmpty()) {
                text(json, "eventType", Incoming.text(context.eventType()));
                pojo(json, "eventData", Incoming.value(context.eventData()), false);
            }
            if (context.tool().isPresent()) {
                json.writeName("isAI");
                json.writeBoolean(true);
                text(json, "aiParam", Incoming.text(context.tool().get()));
            }
            pojo(json, "router", Incoming.request(context.router()), context.router().isEmpty());
            json.writeName("host");
            json.writeRawValue(new SerializedString(hostJson));
            json.writeEndObject();
            json.writeEndObject();
        }
        return out.toString();
    }

    private static void text(JsonGenerator json, String name, String value) {
        json.writeName(name);
        json.writeString(value);
    }

    private static void pojo(JsonGenerator json, String name, Object value, boolean empty) {
        if (!empty) {
            json.writeName(name);
            json.writePOJO(value);
        }
    }
}
