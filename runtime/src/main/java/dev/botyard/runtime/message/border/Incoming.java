package dev.botyard.runtime.message.border;

import dev.botyard.runtime.infra.json.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The way in: marks what people typed before a script sees it. To be used once for each text; [Outgoing] is the way back.
///
/// Text without anything like a code is returned as it is, and costs one look at each character.
public final class Incoming {
    private Incoming() {}

    /// A text of a person.
    public static String text(String typed) {
        if (!Places.suspect(typed)) {
            return typed;
        }
        StringBuilder marked = null;
        int copied = 0;
        int run = 0;
        for (int at = 0; at <= typed.length(); at++) {
            if (at < typed.length() && typed.charAt(at) == Places.MARK) {
                run++;
                continue;
            }
            int marks = run == 0 ? Places.needed(typed, at) ? 1 : 0 : Places.weight(typed, at - run - 1, at);
            run = 0;
            if (marks > 0) {
                marked = marked == null ? new StringBuilder(typed.length() + 8) : marked;
                marked.append(typed, copied, at).repeat(Places.MARK, marks);
                copied = at;
            }
        }
        return marked == null ? typed : marked.append(typed, copied, typed.length()).toString();
    }

    /// The id of a person. One who calls himself `all` must not become everybody when a script mentions him.
    public static String id(String id) {
        return id.equals("all") ? Places.MARK + id : text(id);
    }

    /// A body as it came, which the script will read in its own way, and whose characters a signature may depend on: only what opens a code is
    /// marked, also in the spellings of JSON, XML and addresses.
    public static String raw(String body) {
        return RawOpeners.mark(body);
    }

    /// What a route run knows of its request: all of it marked, the body as it came only where a code opens.
    public static Map<String, Object> request(Map<String, Object> request) {
        Map<String, Object> marked = new LinkedHashMap<>();
        request.forEach(
                (key, value) -> marked.put(key, key.equals("data") && value instanceof String body ? raw(body) : value(value)));
        return marked;
    }

    /// Everything in a value that goes to a script as JSON: texts, maps with their keys, lists. The same object where there is nothing to mark.
    public static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text(text);
            case Number number -> number;
            case Boolean flag -> flag;
            case HostCode code -> code.text();
            case Map<?, ?> map -> map(map);
            case Collection<?> list -> list(list);
            default -> value(Shown.plain(value));
        };
    }

    private static Object map(Map<?, ?> map) {
        boolean same = true;
        Map<Object, Object> marked = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            Object markedKey = text(key);
            Object value = "all".equals(entry.getValue()) && namesPerson(key) ? id("all") : value(entry.getValue());
            same = same && markedKey == key && value == entry.getValue();
            marked.put(markedKey, value);
        }
        return same ? map : marked;
    }

    private static Object list(Collection<?> list) {
        boolean same = true;
        List<Object> marked = new ArrayList<>(list.size());
        for (Object item : list) {
            Object value = value(item);
            same = same && value == item;
            marked.add(value);
        }
        return same ? list : marked;
    }

    /// `user_id`, `operator_id`, `userID`, `FromWxid`, `qq`, …
    private static boolean namesPerson(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.endsWith("id") || lower.equals("qq") || lower.equals("uin");
    }
}
