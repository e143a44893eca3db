package dev.botyard.adapters.onebot11;

import dev.botyard.api.message.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Groups segments into messages that QQ can show: recordings, films, files, cards and forwarded messages stand alone, and the nodes of one
/// forwarded message stand together. A quote in front of a medium goes with it, as an implementation refuses a message that is nothing but a
/// quote; blank lines between such parts are no message. Confined to one thread.
final class MessageParts {
    private static final Set<String> CARDS = Set.of("xml", "music", "share", "location", "contact", "dice", "rps", "shake",
            "poke");
    private static final String NODE = "node";

    private final List<List<Segment>> messages = new ArrayList<>(1);
    private List<Segment> open;

    private MessageParts(int size) {
        open = new ArrayList<>(size);
    }

    static List<List<Segment>> of(List<Segment> segments) {
        MessageParts parts = new MessageParts(segments.size());
        for (Segment segment : segments) {
            parts.add(segment);
        }
        parts.close();
        return parts.messages.isEmpty() ? List.of(segments) : parts.messages;
    }

    /// Whether a segment is a node of a forwarded message.
    static boolean node(Segment segment) {
        return segment instanceof Segment.Unknown unknown && unknown.type().equals(NODE);
    }

    private void add(Segment segment) {
        boolean goesOn = node(segment) && open.isEmpty() && !messages.isEmpty() && node(messages.getLast().getFirst());
        if (goesOn) {
            messages.getLast().add(segment);
        } else if (!standsAlone(segment)) {
            open.add(segment);
        } else {
            List<Segment> alone = new ArrayList<>(2);
            if (open.stream().allMatch(part -> part instanceof Segment.Reply || blank(part))) {
                open.stream().filter(part -> part instanceof Segment.Reply && quotable(segment)).forEach(alone::add);
                open.clear();
            }
            close();
            alone.add(segment);
            messages.add(alone);
        }
    }

    private void close() {
        if (!open.stream().allMatch(MessageParts::blank)) {
            messages.add(open);
            open = new ArrayList<>();
        }
        open.clear();
    }

    private static boolean blank(Segment segment) {
        return segment instanceof Segment.Text(String text) && text.isBlank();
    }

    /// What goes out by a call of its own has no place for a quote.
    private static boolean quotable(Segment segment) {
        return !(segment instanceof Segment.File || segment instanceof Segment.Forward || node(segment));
    }

    private static boolean standsAlone(Segment segment) {
        return segment instanceof Segment.Voice || segment instanceof Segment.Video || segment instanceof Segment.File
                || segment instanceof Segment.Forward || segment instanceof Segment.Json || node(segment)
                || segment instanceof Segment.Unknown unknown && CARDS.contains(unknown.type());
    }
}
