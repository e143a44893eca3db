package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.message.ForwardNode;
import dev.botyard.api.message.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Asks for the messages that a message only names: quoted and forwarded ones. What cannot be had stays a name.
final class Quotes {
    private static final SegmentReader READER = new SegmentReader(Map.of());

    private Quotes() {}

    static List<Segment> expand(List<Segment> segments, OneBotClient client) throws InterruptedException {
        List<Segment> expanded = new ArrayList<>(segments.size());
        for (Segment segment : segments) {
            expanded.add(expand(segment, client));
        }
        return expanded;
    }

    private static Segment expand(Segment segment, OneBotClient client) throws InterruptedException {
        try {
            if (segment instanceof Segment.Reply(String id, String text) && text.isEmpty() && !id.isEmpty()) {
                return new Segment.Reply(id, text(client.message(id)));
            }
            if (segment instanceof Segment.Forward(String id, List<ForwardNode> nodes) && nodes.isEmpty() && !id.isEmpty()) {
                return new Segment.Forward(id, nodes(client.forwarded(id)));
            }
            return segment;
        } catch (AdapterException unknown) {
            return segment;
        }
    }

    private static String text(JsonNode message) {
        String raw = READER.read(message.get("message")).stream().map(Segment::asText).collect(Collectors.joining());
        return raw.isEmpty() ? Json.text(message, "raw_message") : raw;
    }

    private static List<ForwardNode> nodes(JsonNode forwarded) {
        JsonNode messages = forwarded.has("messages") ? forwarded.get("messages") : forwarded.path("message");
        return messages.isArray() ? READER.nodes(messages) : List.of();
    }
}
