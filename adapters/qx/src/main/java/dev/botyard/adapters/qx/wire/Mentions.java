package dev.botyard.adapters.qx.wire;

import dev.botyard.api.message.Segment;
import java.util.ArrayList;
import java.util.List;

/// Finds mentions as WeChat itself writes them: `@name` and a narrow blank.
final class Mentions {
    private static final char NARROW_BLANK = '\u2005';

    private Mentions() {}

    /// Puts the mentions where the text has them when their numbers agree, else in front of it.
    static List<Segment> place(List<Segment> segments, List<String> wxids) {
        List<Segment> placed = new ArrayList<>(segments.size() + 2 * wxids.size());
        List<String> left = new ArrayList<>(wxids);
        for (Segment segment : segments) {
            if (segment instanceof Segment.Text(String text)) {
                place(text, left, placed);
            } else {
                placed.add(segment);
            }
        }
        if (left.isEmpty() && placed.stream().filter(Mentions::mentions).count() == count(segments) + wxids.size()) {
            return placed;
        }
        List<Segment> inFront = new ArrayList<>();
        wxids.forEach(wxid -> inFront.add(WxText.mentioned(wxid, "")));
        inFront.addAll(segments);
        return inFront;
    }

    private static long count(List<Segment> segments) {
        return segments.stream().filter(Mentions::mentions).count();
    }

    private static boolean mentions(Segment segment) {
        return segment instanceof Segment.At || segment instanceof Segment.AtAll;
    }

    private static void place(String text, List<String> left, List<Segment> placed) {
        int done = 0;
        for (int blank = text.indexOf(NARROW_BLANK); blank >= 0; blank = text.indexOf(NARROW_BLANK, blank + 1)) {
            int at = text.lastIndexOf('@', blank);
            if (at < done) {
                continue;
            }
            if (left.isEmpty()) {
                left.add("");
                return;
            }
            if (at > done) {
                placed.add(new Segment.Text(text.substring(done, at)));
            }
            placed.add(WxText.mentioned(left.removeFirst(), text.substring(at + 1, blank)));
            done = blank + 1;
        }
        if (done < text.length()) {
            placed.add(new Segment.Text(text.substring(done)));
        }
    }
}
