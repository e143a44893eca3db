package dev.botyard.adapters.weixin;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.api.message.SegmentVisitor;
import java.util.ArrayList;
import java.util.List;

/// Makes the platform's messages of a script's one: each has either text or one medium. Confined to one thread.
final class WeixinOutbound implements SegmentVisitor<Void> {
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private WeixinOutbound() {}

    /// A message of the platform.
    sealed interface Part {
        record Text(String text) implements Part {}

        record Medium(Kind kind, Media media) implements Part {}
    }

    /// The kinds of media that can be sent. A recording is a file: only the platform's own encoding could be played as voice.
    enum Kind {
        IMAGE(1), VIDEO(2), FILE(3);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /// For the question where to upload to.
        int number() {
            return number;
        }
    }

    /// The parts in order, but a caption before its media.
    ///
    /// @throws AdapterException `UNSUPPORTED` when nothing is left that could be shown
    static List<Part> parts(List<Segment> segments) {
        WeixinOutbound outbound = new WeixinOutbound();
        segments.forEach(segment -> segment.accept(outbound));
        outbound.endText();
        if (outbound.parts.isEmpty()) {
            throw new AdapterException(ErrorKind.UNSUPPORTED, "the message has nothing that WeChat could show");
        }
        List<Part> texts = outbound.parts.stream().filter(Part.Text.class::isInstance).toList();
        if (texts.size() == 1) {
            outbound.parts.remove(texts.getFirst());
            outbound.parts.addFirst(texts.getFirst());
        }
        return outbound.parts;
    }

    private void endText() {
        if (!text.toString().isBlank()) {
            parts.add(new Part.Text(text.toString()));
        }
        text.setLength(0);
    }

    @Override
    public Void other(Segment segment) {
        text.append(segment.asText());
        return null;
    }

    @Override
    public Void image(Segment.Image segment) {
        return medium(Kind.IMAGE, segment.media());
    }

    @Override
    public Void voice(Segment.Voice segment) {
        return medium(Kind.FILE, segment.media());
    }

    @Override
    public Void video(Segment.Video segment) {
        return medium(Kind.VIDEO, segment.media());
    }

    @Override
    public Void file(Segment.File segment) {
        return medium(Kind.FILE, segment.media());
    }

    private Void medium(Kind kind, Media media) {
        endText();
        parts.add(new Part.Medium(kind, media));
        return null;
    }
}
