package dev.botyard.adapters.common;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/// A call of a platform's own where its API is REST: scripts name it as the documentation does, the method first, then the path, such as
/// `GET im/v1/chats` or `POST im/v1/messages?receive_id_type=open_id`. Parameters go into the query of a GET and into the JSON body of all others.
///
/// @param path without a slash before it, with its query
public record RestAction(String method, String path, Map<String, Object> params) {
    private static final Pattern ACTION = Pattern
            .compile(
                    "(GET|POST|PUT|PATCH|DELETE) /?([A-Za-z0-9._~:@%-]+(?:/[A-Za-z0-9._~:@%-]+)*/?(?:\\?[A-Za-z0-9._~:@%/&=+,-]*)?)");

    /// What a script asked for.
    ///
    /// @throws AdapterException `UNSUPPORTED` when that names no call
    public static RestAction of(String action, Map<String, Object> params) {
        Matcher call = ACTION.matcher(action);
        if (!call.matches() || call.group(2).contains("..")) {
            throw new AdapterException(ErrorKind.UNSUPPORTED, "'" + action
                    + "' is no call of this platform; write the method and the path, such as 'GET im/v1/chats'");
        }
        return new RestAction(call.group(1), call.group(2), params);
    }

    /// Whether its parameters are in the query.
    public boolean bodiless() {
        return method.equals("GET");
    }

    /// The path with all that belongs into the query.
    public String target() {
        if (!bodiless() || params.isEmpty()) {
            return path;
        }
        return path + (path.contains("?") ? "&" : "?") + Forms.write(params);
    }

    /// Writes the properties of the body.
    public void write(JsonGenerator out) {
        params.forEach((key, value) -> {
            out.writeName(key);
            out.writePOJO(value);
        });
    }
}
