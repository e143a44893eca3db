package dev.botyard.runtime.net.http;

import dev.botyard.api.transport.WebSocket;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.BiPredicate;

/// What follows the headers of a reply.
sealed interface ReplyBody {

    /// Bytes; not copied.
    record Bytes(byte[] content) implements ReplyBody {}

    /// A file of which the peer may ask for a range.
    record WholeFile(Path file) implements ReplyBody {}

    /// A part that the handler chose.
    record FilePart(Path file, long offset, long length) implements ReplyBody {}

    /// Bytes of unknown length.
    record Streamed(StreamWriter writer) implements ReplyBody {}

    /// Server-sent events.
    record Events(ServerSentEvents source, BiPredicate<String, Object> wanted) implements ReplyBody {}

    /// A WebSocket that ends with its handler.
    record Socket(SocketHandler handler) implements ReplyBody {}

    /// A WebSocket that somebody else lives with.
    record HandedOver(Consumer<WebSocket> owner) implements ReplyBody {}
}
