package dev.botyard.adapters.qx.wire;

import dev.botyard.adapters.common.Json;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One callback, freed of the envelope of its dialect.
///
/// @param kind    what it is about
/// @param name    Qianxun's own name or number for it
/// @param dialect the dialect that its form gives away
/// @param wxid    the account it belongs to, `""` when it does not say
/// @param time    the envelope's time stamp, `""` for none
/// @param data    what happened
public record Callback(Kind kind, String name, Optional<Dialect> dialect, String wxid, String time, JsonNode data) {
    private static final Map<String, Kind> KINDS = Map.ofEntries(Map.entry("10000", Kind.INJECTED),
            Map.entry("D0001", Kind.INJECTED),
            Map.entry("10006", Kind.TRANSFER), Map.entry("D0004", Kind.TRANSFER), Map.entry("10007", Kind.PAYMENT),
            Map.entry("10008", Kind.MESSAGE), Map.entry("10009", Kind.MESSAGE), Map.entry("10010", Kind.OWN_MESSAGE),
            Map.entry("D0003", Kind.MESSAGE), Map.entry("recvMsg", Kind.MESSAGE), Map.entry("10011", Kind.FRIEND_REQUEST),
            Map.entry("D0006", Kind.FRIEND_REQUEST), Map.entry("10013", Kind.RECALL), Map.entry("D0005", Kind.RECALL),
            Map.entry("10014", Kind.ACCOUNT), Map.entry("D0002", Kind.LOGGED_IN));

    /// What callbacks are about.
    public enum Kind {
        /// The hook sits in WeChat.
        INJECTED,
        /// The account came or went; `type` 1 or 0.
        ACCOUNT,
        /// The account came.
        LOGGED_IN, MESSAGE, OWN_MESSAGE, TRANSFER, PAYMENT, FRIEND_REQUEST, RECALL,
        /// Anything else; kept as it is.
        OTHER
    }

    /// Reads a callback.
    ///
    /// @throws IllegalArgumentException when it is none
    public static Callback of(JsonNode root) {
        JsonNode outer = root.path("data");
        if (!outer.isObject()) {
            throw new IllegalArgumentException("not a callback of Qianxun: it has no data");
        }
        String event = Json.text(root, "event");
        JsonNode inner = outer.path("data").isObject() ? outer.get("data") : outer;
        boolean nested = inner != outer;
        String type = nested ? Json.text(outer, "type") : Json.text(root, "type");
        if (event.isEmpty() && type.isEmpty()) {
            throw new IllegalArgumentException("not a callback of Qianxun: it has neither event nor type");
        }
        Kind kind = KINDS.getOrDefault(event, KINDS.getOrDefault(type, Kind.OTHER));
        return new Callback(kind, event.isEmpty() ? type : event, dialect(event, type, nested), wxid(root, outer),
                Json.first(nested ? outer : root, "timestamp", "timeStamp"), inner);
    }

    private static Optional<Dialect> dialect(String event, String type, boolean nested) {
        boolean numbered = type.matches("D\\d{4}");
        if (event.isEmpty() && !nested && numbered) {
            return Optional.of(Dialect.DAEN);
        }
        if (!nested || type.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(numbered ? Dialect.CLASSIC : Dialect.PRO);
    }

    private static String wxid(JsonNode root, JsonNode outer) {
        String wxid = Json.text(root, "wxid");
        return wxid.isEmpty() ? Json.text(outer, "wxid") : wxid;
    }
}
