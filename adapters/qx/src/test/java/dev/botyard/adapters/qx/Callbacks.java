package dev.botyard.adapters.qx;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qx.wire.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// Callbacks in the envelopes of the dialects.
public final class Callbacks {
    private Callbacks() {}

    /// @param event the framework's number
    /// @param type  the hook's number, which Pro spells out for messages
    public static String of(Dialect dialect, String wxid, int event, String type, Map<String, ?> data) {
        return new String(Json.bytes(out -> {
            out.writeStartObject();
            if (dialect == Dialect.DAEN) {
                out.writeStringProperty("type", type);
                write(out, data);
            } else {
                out.writeNumberProperty("event", event);
                out.writeObjectPropertyStart("data");
                out.writeStringProperty("type", dialect == Dialect.PRO ? word(event) : type);
                out.writeStringProperty("timestamp", "1687616564782");
                out.writeNumberProperty("port", 8055);
                write(out, data);
                out.writeEndObject();
            }
            out.writeStringProperty("wxid", wxid);
            out.writeEndObject();
        }), StandardCharsets.UTF_8);
    }

    /// Which words Pro has for what is no message is not known.
    private static String word(int event) {
        return event >= 10008 && event <= 10010 ? "recvMsg" : "somethingElse";
    }

    private static void write(JsonGenerator out, Map<String, ?> data) {
        out.writePOJOProperty("data", data);
    }

    public static String privateText(Dialect dialect, String wxid, String from, String messageId, String text) {
        return of(dialect, wxid, 10009, "D0003", Map.of("fromType", 1, "msgType", 1, "msgSource", 0, "fromWxid", from,
                "finalFromWxid", "", "msgId", messageId, "msg", text, "timeStamp", "1687616564770"));
    }

    public static String groupText(Dialect dialect, String wxid, String group, String from, String messageId, String text) {
        return of(dialect, wxid, 10008, "D0003", Map.of("fromType", 2, "msgType", 1, "msgSource", 0, "fromWxid", group,
                "finalFromWxid", from, "msgId", messageId, "msg", text, "timeStamp", "1687616564770"));
    }

    static String ownText(Dialect dialect, String wxid, String chat, String messageId, String text) {
        return of(dialect, wxid, 10010, "D0003",
                Map.of("fromType", chat.endsWith("@chatroom") ? 2 : 1, "msgType", 1, "msgSource", 1,
                        "fromWxid", chat, "finalFromWxid", wxid, "msgId", messageId, "msg", text));
    }
}
