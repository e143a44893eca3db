package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.onebot11.wire.WireId;
import dev.botyard.api.message.CqText;
import dev.botyard.api.message.ForwardNode;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.api.message.SegmentVisitor;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/// Writes segments as the standard's message array. One instance per frame, confined to the thread that writes it.
final class OneBotOutbound implements SegmentVisitor<Void> {
    private final JsonGenerator out;
    private final Function<Media, String> sources;

    /// @param sources what stands in the `file` of a medium's segment
    OneBotOutbound(JsonGenerator out, Function<Media, String> sources) {
        this.out = out;
        this.sources = sources;
    }

    /// Writes `"message": [...]`.
    void message(List<Segment> segments) {
        out.writeArrayPropertyStart("message");
        segments.forEach(segment -> segment.accept(this));
        out.writeEndArray();
    }

    /// Writes `"messages": [...]` of nodes. Both names of a node's author are sent, as implementations read the one or the other.
    void nodes(List<ForwardNode> nodes) {
        out.writeArrayPropertyStart("messages");
        for (ForwardNode node : nodes) {
            open("node");
            WireId.write(out, "user_id", node.sender().id());
            out.writeStringProperty("nickname", node.sender().name());
            out.writeStringProperty("uin", node.sender().id());
            out.writeStringProperty("name", node.sender().name());
            out.writeArrayPropertyStart("content");
            node.segments().forEach(segment -> segment.accept(this));
            out.writeEndArray();
            close();
        }
        out.writeEndArray();
    }

    /// Writes `"messages": [...]` of nodes that came as segments.
    void plainNodes(List<Segment> nodes) {
        out.writeArrayPropertyStart("messages");
        nodes.forEach(node -> node.accept(this));
        out.writeEndArray();
    }

    @Override
    public Void other(Segment segment) {
        return single("text", "text", segment.asText());
    }

    @Override
    public Void text(Segment.Text segment) {
        return single("text", "text", segment.text());
    }

    @Override
    public Void image(Segment.Image segment) {
        return single("image", "file", sources.apply(segment.media()));
    }

    @Override
    public Void voice(Segment.Voice segment) {
        return single("record", "file", sources.apply(segment.media()));
    }

    @Override
    public Void video(Segment.Video segment) {
        return single("video", "file", sources.apply(segment.media()));
    }

    @Override
    public Void file(Segment.File segment) {
        Media media = segment.media();
        String source = sources.apply(media);
        open("file");
        out.writeStringProperty("file", source);
        out.writeStringProperty("name", media.name());
        close();
        return null;
    }

    @Override
    public Void at(Segment.At segment) {
        // Somebody who has taken the name of everybody is mentioned in words.
        return segment.userId().strip().equalsIgnoreCase("all") ? other(segment) : single("at", "qq", segment.userId());
    }

    @Override
    public Void atAll(Segment.AtAll segment) {
        return single("at", "qq", "all");
    }

    @Override
    public Void reply(Segment.Reply segment) {
        return single("reply", "id", segment.messageId());
    }

    @Override
    public Void face(Segment.Face segment) {
        return single("face", "id", segment.id());
    }

    @Override
    public Void json(Segment.Json segment) {
        return single("json", "data", segment.json());
    }

    @Override
    public Void forward(Segment.Forward segment) {
        return segment.id().isEmpty() ? other(segment) : single("forward", "id", segment.id());
    }

    /// Segments of the standard without a kind of their own here (music, share, location, …) come and go as they are.
    @Override
    public Void unknown(Segment.Unknown segment) {
        if (!CqText.isName(segment.type())) {
            return other(segment);
        }
        open(segment.type());
        for (Map.Entry<String, String> property : segment.data().entrySet()) {
            out.writeStringProperty(property.getKey(), property.getValue());
        }
        close();
        return null;
    }

    private Void single(String type, String key, String value) {
        open(type);
        out.writeStringProperty(key, value);
        close();
        return null;
    }

    private void open(String type) {
        out.writeStartObject();
        out.writeStringProperty("type", type);
        out.writeObjectPropertyStart("data");
    }

    private void close() {
        out.writeEndObject();
        out.writeEndObject();
    }
}
