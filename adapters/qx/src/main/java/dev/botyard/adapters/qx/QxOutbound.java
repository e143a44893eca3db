package dev.botyard.adapters.qx;

import dev.botyard.adapters.qx.wire.Call;
import dev.botyard.adapters.qx.wire.WxText;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.ForwardNode;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.api.message.SegmentVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Makes calls of segments: text that belongs together is one, a medium stands alone. One instance per message, confined to its thread.
final class QxOutbound implements SegmentVisitor<Void> {
    /// WeChat for Windows dies of more, an Han character counting as two.
    private static final int HEAVIEST = 4000;

    private final boolean group;
    private final List<Part> parts = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private final StringBuilder said = new StringBuilder();

    /// One call.
    ///
    /// @param text  for text
    /// @param media for a medium, else null
    record Part(Call call, String text, Media media) {}

    private QxOutbound(boolean group) {
        this.group = group;
    }

    /// The calls for a message, in order.
    ///
    /// @throws AdapterException `UNSUPPORTED` when there is something that Qianxun cannot send
    static List<Part> parts(List<Segment> segments, boolean group) {
        QxOutbound outbound = new QxOutbound(group);
        segments.forEach(segment -> segment.accept(outbound));
        outbound.close();
        if (outbound.parts.isEmpty()) {
            throw new AdapterException(ErrorKind.REJECTED, "the message is empty; WeChat has no empty messages");
        }
        return outbound.parts;
    }

    private void close() {
        openSaid();
        StringBuilder text = new StringBuilder();
        int weight = 0;
        for (String piece : open) {
            int heavier = piece.chars().map(unit -> unit < 0x80 ? 1 : 2).sum();
            if (weight + heavier > HEAVIEST) {
                parts.add(new Part(Call.SEND_TEXT, text.toString(), null));
                text.setLength(0);
                weight = 0;
            }
            text.append(piece);
            weight += heavier;
        }
        open.clear();
        if (!text.isEmpty()) {
            parts.add(new Part(Call.SEND_TEXT, text.toString(), null));
        }
    }

    private Void say(String text) {
        said.append(text);
        return null;
    }

    /// All words between two codes at once: a bracket at the end of one segment must not begin a code with the next.
    private void openSaid() {
        open.addAll(WxText.pieces(said.toString()));
        said.setLength(0);
    }

    private Void mention(String code) {
        openSaid();
        open.add(code);
        open.add(" ");
        return null;
    }

    private Void send(Call call, Media media) {
        close();
        parts.add(new Part(call, "", media));
        return null;
    }

    @Override
    public Void other(Segment segment) {
        return say(segment.asText());
    }

    @Override
    public Void at(Segment.At segment) {
        if (!group) {
            return other(segment);
        }
        return mention(WxText.at(segment.userId(), segment.name()));
    }

    @Override
    public Void atAll(Segment.AtAll segment) {
        if (!group) {
            return other(segment);
        }
        return mention(WxText.atAll());
    }

    @Override
    public Void image(Segment.Image segment) {
        return send(Call.SEND_IMAGE, segment.media());
    }

    @Override
    public Void video(Segment.Video segment) {
        return send(Call.SEND_FILE, segment.media());
    }

    @Override
    public Void file(Segment.File segment) {
        return send(Call.SEND_FILE, segment.media());
    }

    @Override
    public Void voice(Segment.Voice segment) {
        throw new AdapterException(ErrorKind.UNSUPPORTED, "Qianxun has no call to send voice messages; send it as a file");
    }

    @Override
    public Void forward(Segment.Forward segment) {
        return segment.nodes().isEmpty()
                ? other(segment)
                : say(segment.nodes().stream().map(QxOutbound::line)
                        .collect(Collectors.joining("\n")));
    }

    private static String line(ForwardNode node) {
        return node.sender().name() + ": " + node.segments().stream().map(Segment::asText).collect(Collectors.joining());
    }
}
