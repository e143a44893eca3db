package dev.botyard.api.transport;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The answer to a request.
///
/// @param body empty when a `file` is the body
/// @param file the bytes of a file as the body, so that a large one never stands in memory
public record RouteAnswer(int status, Map<String, String> headers, byte[] body, Optional<FileRange> file) {

    /// An answer with these bytes.
    public RouteAnswer(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, Optional.empty());
    }

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

    /// A file or a part of it. The handler sets the headers for ranges; the host opens the file before it answers, so that it may be
    /// deleted afterwards.
    public static RouteAnswer file(int status, Map<String, String> headers, FileRange file) {
        return new RouteAnswer(status, headers, new byte[0], Optional.of(file));
    }

    /// Bytes of a file.
    ///
    /// @param offset of the first byte
    /// @param length how many
    public record FileRange(Path path, long offset, long length) {}
}
