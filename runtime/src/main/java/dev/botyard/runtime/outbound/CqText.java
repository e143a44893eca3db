package dev.botyard.runtime.outbound;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Text with CQ codes, `[CQ:image,file=…]`, as old plugins write it. What is not a well-formed code stays text.
final class CqText {
    private CqText() {}

    /// A piece of text (`type` is empty), or a code with its parameters.
    record Part(String type, String text, Map<String, String> data) {}

    static List<Part> parse(String text) {
        if (!text.contains("[CQ:")) {
            return List.of(new Part("", text, Map.of()));
        }
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int start = text.indexOf("[CQ:"); start >= 0; start = text.indexOf("[CQ:", start + 1)) {
            int end = text.indexOf(']', start);
            Part code = end < 0 ? null : code(text.substring(start + 4, end));
            if (code == null) {
                continue;
            }
            addText(parts, text.substring(from, start));
            parts.add(code);
            from = end + 1;
            start = end;
        }
        addText(parts, text.substring(from));
        return parts;
    }

    private static void addText(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part("", unescape(text), Map.of()));
        }
    }

    private static Part code(String body) {
        String[] fields = body.split(",", -1);
        if (!fields[0].matches("[A-Za-z0-9_.-]{1,40}")) {
            return null;
        }
        Map<String, String> data = new LinkedHashMap<>();
        for (int i = 1; i < fields.length; i++) {
            int equals = fields[i].indexOf('=');
            if (equals > 0) {
                data.put(fields[i].substring(0, equals).strip(), unescape(fields[i].substring(equals + 1)));
            } else if (i > 1 && !fields[i].isEmpty()) {
                // An address with an unescaped comma: plugins write them, so the piece belongs to the value before it.
                String last = List.copyOf(data.keySet()).isEmpty() ? null : new ArrayList<>(data.keySet()).getLast();
                if (last != null) {
                    data.merge(last, "," + unescape(fields[i]), String::concat);
                }
            }
        }
        return new Part(fields[0], "", data);
    }

    private static String unescape(String text) {
        return text.indexOf('&') < 0
                ? text
                : text.replace("&#44;", ",").replace("&#91;", "[").replace("&#93;", "]").replace("&amp;", "&");
    }
}
