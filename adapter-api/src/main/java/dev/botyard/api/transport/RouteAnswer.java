package dev.botyard.api.transport;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The answer to a platform's request.
public record RouteAnswer(int status, Map<String, String> headers, byte[] body) {

    /// An empty answer.
    public static RouteAnswer status(int status) {
        return new RouteAnswer(status, Map.of(), new byte[0]);
    }

    /// JSON text.
    public static RouteAnswer json(int status, String json) {
        return new RouteAnswer(status, Map.of("Content-Type", "application/json"), json.getBytes(StandardCharsets.UTF_8));
    }

    /// Plain text.
    public static RouteAnswer text(int status, String text) {
        return new RouteAnswer(status, Map.of("Content-Type", "text/plain; charset=utf-8"),
                text.getBytes(StandardCharsets.UTF_8));
    }
}
