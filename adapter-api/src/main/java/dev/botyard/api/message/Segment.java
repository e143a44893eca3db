package dev.botyard.api.message;

import java.util.List;
import java.util.Map;

/// A part of a message. Adapters read outgoing segments through a [SegmentVisitor], never with an exhaustive `switch`: later versions
/// may add kinds, and a visitor falls back for those it does not know.
public sealed interface Segment {

    /// Calls the visitor's method for this kind.
    <R> R accept(SegmentVisitor<R> visitor);

    /// What to show where the kind is not understood.
    String asText();

    /// Plain text.
    record Text(String text) implements Segment {
        @Override
        public <R> R accept(SegmentVisitor<R> visitor) {
            return visitor.text(this);
        }

        @Override
        public String asText() {
            return text;
        }
    }

    /// Markdown; platforms without it show the source.
    record Markdown(String text) implements Segment {
        @Override
        public <R> R accept(SegmentVisitor<R> visitor) {
            return visitor.markdown(this);
        }

        @Override
        public String asText() {
            return text;
        }
    }

    /// A picture.
    record Image(Media media) implements Segment {
        @Override
        public <R> R accept(SegmentVisitor<R> visitor) {
            return visitor.image(this);
        }

        @Override
        public String asText() {
            return "[image]";
        }
    }

    /// A voice message.
    ///
    /// @param transcript what was said, `""` when the platform does not tell
    record Voice(Media media, String transcript) implements Segment {
        @Override
        public <R> R accept(SegmentVisitor<R> visitor) {
            return visitor.voice(this);
        }

        @Override
        public String asText() {
            return transcript.isEmpty() ? "[voice]" : transcript;
        }
    }

    /// A film.
    record Video(Media media) implements Segment {
        @Override
        public <R> R accept(SegmentVisitor<R> visitor) {
            return visitor.video(this);
        }

        @Override
        public String asText() {
            return "[video]";
        }
    }

    /// A file.
    record File(Media media) implements Segment {
        @Override
        public <R> R accept(SegmentVisitor<R> visitor) {
            return visitor.file(this);
        }

        @Override
        public String asText() {
            return "[file " + media.name() + "]";
        }
    }

    /// Somebody is mentioned.
    record At(String userId, String name) implements Segment {
        @Override
        public <R> R accept(SegmentVisitor<R> visitor) {
            return visitor.at(this);
        }

        @Override
        public String asText() {
            return "@" + (name.isEmpty() ? userId : name);
        }
    }

    /// Everybody is mentioned.
    record AtAll() implements Segment {
        @Override
        public <R> R accept(SegmentVisitor<R> visitor) {
            return visitor.atAll(this);
        }

        @Override
        public String asText() {
            return "@all";
        }
    }

    /// A quotation of an earlier message.
    ///
    /// @param text what was quoted, `""` when the platform gives only the id
    record Reply(String messageId, String text) implements Segment {
        @Override
        public <R> R accept(SegmentVisitor<R> visitor) {
            return visitor.reply(this);
        }

        @Override
        public String asText() {
            return "";
        }
    }

    /// A platform emoticon.
    record Face(String id) implements Segment {
        @Override
        public <R> R accept(SegmentVisitor<R> visitor) {
            return visitor.face(this);
        }

        @Override
        public String asText() {
            return "[face " + id + "]";
        }
    }

    /// Forwarded messages: an `id` that the platform can look up, or the nodes themselves, or both.
    record Forward(String id, List<ForwardNode> nodes) implements Segment {
        public Forward {
            nodes = List.copyOf(nodes);
        }

        @Override
        public <R> R accept(SegmentVisitor<R> visitor) {
            return visitor.forward(this);
        }

        @Override
        public String asText() {
            return "[forwarded messages]";
        }
    }

    /// A card of the platform as JSON text.
    record Json(String json) implements Segment {
        @Override
        public <R> R accept(SegmentVisitor<R> visitor) {
            return visitor.json(this);
        }

        @Override
        public String asText() {
            return "[card]";
        }
    }

    /// Anything else: the platform's own type with its data, kept so that nothing is lost.
    record Unknown(String type, Map<String, String> data) implements Segment {
        public Unknown {
            data = Map.copyOf(data);
        }

        @Override
        public <R> R accept(SegmentVisitor<R> visitor) {
            return visitor.unknown(this);
        }

        @Override
        public String asText() {
            return "[" + type + "]";
        }
    }
}
