package dev.botyard.runtime.message.outbound;

import dev.botyard.api.adapter.Limits;
import dev.botyard.api.message.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Makes several messages of one whose text is longer than the platform allows. Mentions and other codes stay whole, media stay between
/// the texts where they stood. Confined to one thread.
final class TextPieces {
    private final Limits limits;
    private final List<List<Segment>> messages = new ArrayList<>(1);
    private List<Segment> open = new ArrayList<>();
    private int used;

    private TextPieces(Limits limits) {
        this.limits = limits;
    }

    /// The messages in order; just the given one where it is short enough.
    static List<List<Segment>> of(List<Segment> segments, Limits limits) {
        if (limits.maxTextLength() == 0 || SegmentLimits.text(segments, limits) <= limits.maxTextLength()) {
            return List.of(segments);
        }
        TextPieces pieces = new TextPieces(limits);
        segments.forEach(pieces::add);
        pieces.close();
        return pieces.messages;
    }

    private void add(Segment segment) {
        switch (segment) {
            case Segment.Text(String text) -> cut(text, new TextCut(limits.textUnit(), false), Segment.Text::new);
            case Segment.Markdown(String text) -> cut(text, new TextCut(limits.textUnit(), true), Segment.Markdown::new);
            default -> whole(segment, SegmentLimits.text(List.of(segment), limits));
        }
    }

    private void whole(Segment segment, int length) {
        if (used > 0 && used + length > limits.maxTextLength()) {
            close();
        }
        open.add(segment);
        used += length;
    }

    private void cut(String text, TextCut cut, Function<String, Segment> segment) {
        String left = text;
        while (!left.isEmpty()) {
            int end = cut.before(left, limits.maxTextLength() - used);
            if (end == 0 && used > 0) {
                close();
                continue;
            }
            end = end > 0 ? end : cut.within(left, limits.maxTextLength());
            String piece = left.substring(0, end);
            whole(segment.apply(piece), limits.textUnit().length(piece));
            left = left.substring(end);
            if (!left.isEmpty()) {
                close();
            }
        }
    }

    private void close() {
        if (!open.isEmpty()) {
            messages.add(open);
        }
        open = new ArrayList<>();
        used = 0;
    }
}
