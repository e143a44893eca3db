package dev.botyard.runtime.message.border;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The way out: takes the marks of [Incoming] away from what a script gives to the host. Where the text may hold codes they are read
/// before, while people's text is still marked.
public final class Outgoing {
    private Outgoing() {}

    /// Text without codes, an id, a name.
    public static String text(String marked) {
        int from = marked.indexOf(Places.MARK);
        if (from < 0) {
            return marked;
        }
        StringBuilder typed = new StringBuilder(marked.length()).append(marked, 0, from);
        int run = 0;
        for (int at = from; at <= marked.length(); at++) {
            if (at < marked.length() && marked.charAt(at) == Places.MARK) {
                run++;
                continue;
            }
            int marks = run == 0 ? 0 : Math.min(run, Places.weight(marked, at - run - 1, at));
            typed.repeat(Places.MARK, run - marks);
            run = 0;
            if (at < marked.length()) {
                typed.append(marked.charAt(at));
            }
        }
        return typed.toString();
    }

    /// What names a medium. A path is left as it is: a script that named a file after people's text made it with the marks.
    public static String source(String source) {
        boolean path = source.regionMatches(true, 0, "file:", 0, "file:".length()) || !hasScheme(source);
        return path ? source : text(source);
    }

    private static boolean hasScheme(String source) {
        int end = 0;
        while (end < source.length()
                && (Character.isLetterOrDigit(source.charAt(end)) || "+.-".indexOf(source.charAt(end)) >= 0)) {
            end++;
        }
        // One letter is a drive of Windows.
        return end > 1 && end < source.length() && source.charAt(end) == ':';
    }

    /// Everything in a value that came from a script. The same object where there is nothing to take away.
    public static Object value(Object value) {
        return switch (value) {
            case String text -> text(text);
            case Map<?, ?> map -> map(map);
            case List<?> list -> list.stream().anyMatch(item -> value(item) != item)
                    ? list.stream().map(Outgoing::value).collect(ArrayList::new, ArrayList::add, ArrayList::addAll)
                    : list;
            case null, default -> value;
        };
    }

    private static Object map(Map<?, ?> map) {
        boolean same = true;
        Map<Object, Object> bare = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object key = value(entry.getKey());
            Object value = value(entry.getValue());
            same = same && key == entry.getKey() && value == entry.getValue();
            bare.put(key, value);
        }
        return same ? map : bare;
    }
}
