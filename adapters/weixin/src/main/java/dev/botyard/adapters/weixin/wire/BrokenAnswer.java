package dev.botyard.adapters.weixin.wire;

import dev.botyard.adapters.common.Json;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// An answer with messages that is no JSON as a whole, or too large to be read at once: one message after the other, leaving out those that
/// are broken. Confined to one thread.
public final class BrokenAnswer implements Iterator<JsonNode> {
    private static final Pattern MESSAGES = Pattern.compile("\"msgs\"\\s*:\\s*\\[");
    private static final String MARK = "\"get_updates_buf\"";
    /// Where the next message begins when the end of a broken one cannot be found. People's words have their quotation marks escaped.
    private static final Pattern NEXT = Pattern.compile(",\\s*\\{\\s*\"(?:seq|message_id|from_user_id|to_user_id|client_id"
            + "|create_time_ms|update_time_ms|session_id|group_id|message_type|message_state|item_list|context_token)\"");

    private final String text;
    private final Matcher begin;
    private int at;
    private int lost;
    private JsonNode found;

    public BrokenAnswer(byte[] body) {
        text = new String(body, StandardCharsets.UTF_8);
        begin = NEXT.matcher(text);
        Matcher messages = MESSAGES.matcher(text);
        at = messages.find() ? messages.end() : text.length();
    }

    /// How many messages could not be read so far.
    public int lost() {
        return lost;
    }

    /// The mark behind the messages, `""` when it cannot be found.
    public String mark() {
        int key = text.lastIndexOf(MARK);
        int open = key < 0 ? -1 : text.indexOf('"', key + MARK.length());
        if (open < 0 || !text.substring(key + MARK.length(), open).strip().equals(":")) {
            return "";
        }
        int end = endOfText(open);
        try {
            return end < 0 ? "" : Json.parse(text.substring(open, end)).stringValue("");
        } catch (JacksonException broken) {
            return "";
        }
    }

    @Override
    public boolean hasNext() {
        while (found == null && at < text.length()) {
            advance();
        }
        return found != null;
    }

    @Override
    public JsonNode next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        JsonNode message = found;
        found = null;
        return message;
    }

    private void advance() {
        char sign = text.charAt(at);
        if (sign == ']') {
            at = text.length();
        } else if (sign == '{') {
            int end = endOfObject(at);
            found = end < 0 ? null : parse(text.substring(at, end));
            if (found == null) {
                lost++;
                at = begin.find(at + 1) ? begin.end() - begin.group().length() + begin.group().indexOf('{') : text.length();
            } else {
                at = end;
            }
        } else {
            at++;
        }
    }

    private static JsonNode parse(String object) {
        try {
            return Json.parse(object);
        } catch (JacksonException broken) {
            return null;
        }
    }

    private int endOfObject(int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign == '"') {
                i = endOfText(i) - 1;
                if (i < 0) {
                    return -1;
                }
            } else if (sign == '{') {
                depth++;
            } else if (sign == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /// The place behind a text, -1 when it does not end.
    private int endOfText(int quote) {
        for (int i = quote + 1; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign == '\\') {
                i++;
            } else if (sign == '"') {
                return i + 1;
            }
        }
        return -1;
    }
}
