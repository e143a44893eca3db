package dev.botyard.adapters.web.wire;

import java.util.List;

/// A part of a message. Which fields have a value depends on the type.
///
/// @param type  `text`, `markdown`, `image`, `voice`, `video`, `file`, `at`, `at_all`, `reply`, `forward`, `card` or `other`
/// @param text  what it says; for a quotation what was quoted
/// @param id    the person mentioned or the message quoted
/// @param name  the person's name or the file's
/// @param media the id below `/chat/media/`
/// @param mime  the medium's type
/// @param size  the medium's bytes
/// @param nodes forwarded messages
public record Part(String type, String text, String id, String name, String media, String mime, long size, List<Node> nodes) {
    public Part {
        type = Wire.text(type);
        text = Wire.text(text);
        id = Wire.text(id);
        name = Wire.text(name);
        media = Wire.text(media);
        mime = Wire.text(mime);
        nodes = Wire.list(nodes);
    }

    public static Part text(String type, String text) {
        return new Part(type, text, "", "", "", "", 0, List.of());
    }

    public static Part named(String type, String id, String name) {
        return new Part(type, "", id, name, "", "", 0, List.of());
    }

    public static Part quotation(String messageId, String text) {
        return new Part("reply", text, messageId, "", "", "", 0, List.of());
    }

    public static Part medium(String type, Stored stored, String text) {
        return new Part(type, text, "", stored.name(), stored.id(), stored.mime(), stored.size(), List.of());
    }

    public static Part forward(List<Node> nodes) {
        return new Part("forward", "", "", "", "", "", 0, nodes);
    }

    /// One forwarded message.
    public record Node(String name, List<Part> parts) {
        public Node {
            name = Wire.text(name);
            parts = Wire.list(parts);
        }
    }
}
