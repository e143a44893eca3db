package dev.botyard.api.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Messages in the string form of OneBot: text with codes in it, `[CQ:type,key=value]`, in which `&#91; &#93; &#44; &amp;` stand for
/// `[ ] , &`. Reading never fails: what is not a code is text.
///
/// The form is for platforms that speak it and for what plugins write. An adapter never writes people's words into it by hand: [#format]
/// escapes them.
public final class CqText {
    private static final String OPEN = "[CQ:";
    private static final String TEXT = "text";

    private CqText() {}

    /// A part: text has the type `text` and its content under the key `text`.
    public record Part(String type, Map<String, String> data) {

        /// Plain text.
        public static Part text(String text) {
            return new Part(TEXT, Map.of(TEXT, text));
        }

        /// Whether it is text.
        public boolean isText() {
            return type.equals(TEXT);
        }

        /// A value of a code, `""` where it has none of this key.
        public String value(String key) {
            return data.getOrDefault(key, "");
        }
    }

    /// Reads a string message.
    public static List<Part> parse(String message) {
        return parse(message, code -> true);
    }

    /// Reads a string message in which only some codes count.
    ///
    /// A code ends at the first `]` behind it. Where another one begins before that, the first is text. A comma that nobody escaped belongs
    /// to the value before it when no new key follows.
    ///
    /// @param accepted whether a code is one; what is not stays text as it was written
    /// @return codes and texts, never two texts in a row
    public static List<Part> parse(String message, Predicate<Part> accepted) {
        List<Part> parts = new ArrayList<>(1);
        int from = 0;
        int at = message.indexOf(OPEN);
        int end = message.indexOf(']', at);
        while (at >= 0 && end >= 0) {
            int next = message.indexOf(OPEN, at + OPEN.length());
            boolean closed = next < 0 || end < next;
            Part code = closed ? code(message.substring(at + OPEN.length(), end)) : null;
            if (code != null && accepted.test(code)) {
                addText(parts, message, from, at);
                if (code.isText()) {
                    addText(parts, code.value(TEXT));
                } else {
                    parts.add(code);
                }
                from = end + 1;
            }
            at = next;
            end = end < at ? message.indexOf(']', at) : end;
        }
        addText(parts, message, from, message.length());
        return parts;
    }

    private static void addText(List<Part> parts, String message, int from, int to) {
        addText(parts, unescape(message.substring(from, to)));
    }

    private static void addText(List<Part> parts, String text) {
        if (text.isEmpty()) {
            return;
        }
        boolean follows = !parts.isEmpty() && parts.getLast().isText();
        parts.add(Part.text(follows ? parts.removeLast().value(TEXT) + text : text));
    }

    /// The code between `[CQ:` and `]`, null when it has no legal name.
    private static @Nullable Part code(String body) {
        int comma = body.indexOf(',');
        String type = comma < 0 ? body : body.substring(0, comma);
        if (!isName(type)) {
            return null;
        }
        Map<String, String> data = new LinkedHashMap<>();
        @Nullable
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

    /// Adds one property. A piece without a legal key, or with one that was there before, belongs to the value before it, whose comma was
    /// not escaped: a word inside of a value can so never replace what stands before it.
    ///
    /// @param last the key before
    /// @return the key that it was added to
    private static @Nullable String property(Map<String, String> data, @Nullable String last, String piece) {
        int equals = piece.indexOf('=');
        String key = unescape(equals < 0 ? piece : piece.substring(0, equals)).strip();
        if (last != null && (equals < 0 || !isName(key) || data.containsKey(key))) {
            data.merge(last, "," + unescape(piece), String::concat);
            return last;
        }
        if (piece.isEmpty()) {
            return null;
        }
        data.put(key, equals < 0 ? "" : unescape(piece.substring(equals + 1)));
        return key;
    }

    /// Whether `type` can name a code, or a value of one.
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

    /// Writes a string message, in which texts are texts and nothing else.
    public static String format(List<Part> parts) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            if (part.isText()) {
                escape(out, part.value(TEXT), false);
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
