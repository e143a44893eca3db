package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.message.CqText;
import dev.botyard.api.message.ForwardNode;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads messages in either form of the standard into segments. Immutable.
///
/// @param place where the message stands (`group_id`, `user_id`); platforms want it back when a file is asked for
record SegmentReader(Map<String, String> place) {
    /// Schemes of addresses, which have no case, that are read without the platform.
    private static final Pattern READABLE = Pattern.compile("(https?|base64)://", Pattern.CASE_INSENSITIVE);

    /// A list of segments, a single segment, or a string with CQ codes.
    List<Segment> read(JsonNode message) {
        if (message == null || message.isNull()) {
            return List.of();
        }
        if (message.isString()) {
            List<Segment> segments = new ArrayList<>();
            CqText.parse(message.stringValue()).forEach(part -> segments.add(segment(part.type(), part.data())));
            return segments;
        }
        if (message.isObject()) {
            return List.of(segment(message));
        }
        List<Segment> segments = new ArrayList<>(message.size());
        for (JsonNode part : message) {
            segments.add(part.isObject() ? segment(part) : new Segment.Text(Json.text(part)));
        }
        return segments;
    }

    private Segment segment(JsonNode part) {
        String type = Json.text(part, "type");
        JsonNode data = part.get("data");
        if (data != null && !data.isObject() && !data.isNull()) {
            // Not what the standard says, and yet somebody's words.
            return type.equals("text")
                    ? new Segment.Text(Json.text(data))
                    : new Segment.Unknown(type, Map.of("data", Json.text(data)));
        }
        if (type.equals("text")) {
            return new Segment.Text(data == null ? "" : Json.text(data, "text"));
        }
        if (type.equals("forward") && data != null && data.path("content").isArray()) {
            return new Segment.Forward(Json.text(data, "id"), nodes(data.get("content")));
        }
        return segment(type, Json.texts(data));
    }

    private Segment segment(String type, Map<String, String> data) {
        return switch (type) {
            case "text" -> new Segment.Text(data.getOrDefault("text", ""));
            case "at" -> at(data);
            case "face" -> new Segment.Face(data.getOrDefault("id", ""));
            case "image" -> new Segment.Image(media(data));
            case "record", "voice" -> new Segment.Voice(media(data), data.getOrDefault("text", ""));
            case "video" -> new Segment.Video(media(data));
            case "file" -> new Segment.File(media(data));
            case "reply" -> new Segment.Reply(data.getOrDefault("id", ""), data.getOrDefault("text", ""));
            case "json" -> new Segment.Json(data.getOrDefault("data", ""));
            case "forward" -> new Segment.Forward(data.getOrDefault("id", ""), List.of());
            case "markdown" ->
                data.containsKey("content") ? new Segment.Markdown(data.get("content")) : new Segment.Unknown(type, data);
            default -> new Segment.Unknown(type, data);
        };
    }

    private static Segment at(Map<String, String> data) {
        String whom = data.getOrDefault("qq", "");
        return whom.equals("all") ? new Segment.AtAll() : new Segment.At(whom, data.getOrDefault("name", ""));
    }

    private Media media(Map<String, String> data) {
        Map<String, String> platform = new HashMap<>(data);
        place.forEach(platform::putIfAbsent);
        return Media.reference(source(data), name(data), "", size(data), platform);
    }

    /// What can be read without the platform's help; paths of the peer's disk cannot.
    private static String source(Map<String, String> data) {
        for (String key : new String[]{"url", "file"}) {
            String value = data.getOrDefault(key, "");
            if (READABLE.matcher(value).lookingAt()) {
                return value;
            }
        }
        return "";
    }

    private static String name(Map<String, String> data) {
        for (String key : new String[]{"name", "file_name", "file"}) {
            String value = data.getOrDefault(key, "");
            if (!value.isEmpty() && !value.contains("://")) {
                return value.substring(Math.max(value.lastIndexOf('/'), value.lastIndexOf('\\')) + 1);
            }
        }
        return "";
    }

    private static long size(Map<String, String> data) {
        String size = data.getOrDefault("file_size", data.getOrDefault("size", ""));
        try {
            return size.isEmpty() ? -1 : Long.parseLong(size);
        } catch (NumberFormatException words) {
            return -1;
        }
    }

    /// Forwarded messages: nodes as the standard sends them, or whole messages as extensions do.
    List<ForwardNode> nodes(JsonNode messages) {
        List<ForwardNode> nodes = new ArrayList<>(messages.size());
        for (JsonNode message : messages) {
            JsonNode node = message.path("type").asString("").equals("node") ? message.path("data") : message;
            JsonNode content = node.has("content") ? node.get("content") : node.get("message");
            nodes.add(new ForwardNode(author(node), read(content)));
        }
        return nodes;
    }

    private static Person author(JsonNode node) {
        JsonNode sender = node.path("sender");
        String id = first(Json.text(node, "user_id"), Json.text(node, "uin"), Json.text(sender, "user_id"));
        return Person.of(id, first(Json.text(node, "nickname"), Json.text(node, "name"), Json.text(sender, "card"),
                Json.text(sender, "nickname")));
    }

    private static String first(String... values) {
        for (String value : values) {
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
