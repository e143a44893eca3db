package dev.botyard.api.transport;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The complete answer to an [HttpCall].
///
/// @param headers names in lower case
/// @param body    the bytes; not copied
public record HttpAnswer(int status, Map<String, List<String>> headers, byte[] body) {

    /// Whether the status is 2xx.
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /// The body as UTF-8 text.
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /// The first value of a header.
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    @Override
    public String toString() {
        return "HTTP " + status + " with " + body.length + " bytes";
    }
}
