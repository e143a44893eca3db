package dev.botyard.adapters.onebot11.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Messages in the string form of the standard: text with `[CQ:type,key=value]` in it. Reading never fails: what is not a code is text.
///
/// See the chapter on the string format in the OneBot v11 standard.
public final class CqText {
    private static final String OPEN = "[CQ:";

    private CqText() {}

    /// A part: text has the type `text` and its content under the key `text`.
    public record Part(String type, Map<String, String> data) {

        /// Plain text.
        public static Part text(String text) {
            return new Part("text", Map.of("text", text));
        }
    }

    /// Reads a string message.
    public static List<Part> parse(String message) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        int at = message.indexOf(OPEN);
        while (at >= 0) {
            int end = message.indexOf(']', at);
            Part code = end < 0 ? null : code(message.substring(at + OPEN.length(), end));
            if (code == null) {
                at = message.indexOf(OPEN, at + 1);
                continue;
            }
            addText(parts, message, from, at);
            parts.add(code);
            from = end + 1;
            at = message.indexOf(OPEN, from);
        }
        addText(parts, message, from, message.length());
        return parts;
    }

    private static void addText(List<Part> parts, String message, int from, int to) {
        if (to > from) {
            parts.add(Part.text(unescape(message.substring(from, to))));
        }
    }

    /// The code between `[CQ:` and `]`, null when it has no legal name.
    private static Part code(String body) {
        int comma = body.indexOf(',');
        String type = comma < 0 ? body : body.substring(0, comma);
        if (!isName(type)) {
            return null;
        }
        Map<String, String> data = new LinkedHashMap<>();
        String last = null;
        int from = comma < 0 ? body.length() : comma + 1;
        while (from < body.length()) {
            int next = body.indexOf(',', from);
            int to = next < 0 ? body.length() : next;
            last = property(data, last, body.substring(from, to));
            from = to + 1;
        }
        return new Part(type, data);
    }

    /// Adds one property. A piece without a legal key belongs to the value before it, whose comma was not escaped.
    ///
    /// @param last the key before
    /// @return the key that it was added to
    private static String property(Map<String, String> data, String last, String piece) {
        int equals = piece.indexOf('=');
        String key = unescape(equals < 0 ? piece : piece.substring(0, equals));
        if (last != null && (equals < 0 || !isName(key))) {
            data.merge(last, "," + unescape(piece), String::concat);
            return last;
        }
        if (piece.isEmpty()) {
            return null;
        }
        data.put(key, equals < 0 ? "" : unescape(piece.substring(equals + 1)));
        return key;
    }

    /// Whether `type` can name a segment.
    public static boolean isName(String type) {
        for (int i = 0; i < type.length(); i++) {
            char c = type.charAt(i);
            if (!between('a', c, 'z') && !between('A', c, 'Z') && !between('0', c, '9') && "_-.".indexOf(c) < 0) {
                return false;
            }
        }
        return !type.isEmpty();
    }

    private static boolean between(char low, char c, char high) {
        return low <= c && c <= high;
    }

    /// Writes a string message.
    public static String format(List<Part> parts) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            if (part.type().equals("text")) {
                escape(out, part.data().getOrDefault("text", ""), false);
                continue;
            }
            out.append(OPEN).append(part.type());
            part.data().forEach((key, value) -> {
                out.append(',').append(key).append('=');
                escape(out, value, true);
            });
            out.append(']');
        }
        return out.toString();
    }

    private static void escape(StringBuilder out, String text, boolean value) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '[' -> out.append("&#91;");
                case ']' -> out.append("&#93;");
                case ',' -> out.append(value ? "&#44;" : ",");
                default -> out.append(c);
            }
        }
    }

    private static String unescape(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        return text.replace("&#91;", "[").replace("&#93;", "]").replace("&#44;", ",").replace("&amp;", "&");
    }
}
