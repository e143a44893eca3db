package dev.botyard.adapters.telegram;

import com.sun.net.httpserver.HttpExchange;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.telegram.FormParts.Upload;
import dev.botyard.adapters.telegram.TelegramBot.Refusal;
import dev.botyard.adapters.telegram.TelegramServer.Call;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// How the played platform reads calls, and what it refuses in them. Without state.
final class TelegramRules {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z]+)[^>]*>");
    private static final Set<String> TAGS = Set.of("b", "i", "u", "s", "a", "code", "pre", "blockquote");
    private static final long MAX_PHOTO = 10L << 20;

    private TelegramRules() {}

    /// A call as JSON, as a form, or as a form with files.
    static Call call(HttpExchange exchange, TelegramBot bot, String method, byte[] body) {
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (type.startsWith("multipart/form-data")) {
            FormParts form = FormParts.read(type, body);
            return new Call(bot, method, tree(form.values()), form.files());
        }
        if (type.startsWith("application/x-www-form-urlencoded")) {
            Map<String, String> values = new LinkedHashMap<>();
            for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
                String[] sides = pair.split("=", 2);
                values.put(decoded(sides[0]), sides.length > 1 ? decoded(sides[1]) : "");
            }
            return new Call(bot, method, tree(values), Map.of());
        }
        return new Call(bot, method, body.length == 0 ? Json.parse("{}") : Json.parse(body), Map.of());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// Objects and lists are JSON in a field.
    private static JsonNode tree(Map<String, String> values) {
        return Json.parse(Json.object(out -> values.forEach((name, value) -> {
            out.writeName(name);
            if (value.startsWith("{") || value.startsWith("[")) {
                out.writeRawValue(value);
            } else {
                out.writeString(value);
            }
        })));
    }

    /// Looks at a file that goes up.
    static void check(String kind, Upload upload) {
        if (upload == null || upload.bytes().length == 0) {
            throw new Refusal(400, "Bad Request: there is no " + kind + " in the request");
        }
        if (kind.equals("photo") && upload.bytes().length > MAX_PHOTO) {
            throw new Refusal(400, "Bad Request: PHOTO_TOO_BIG");
        }
        if (kind.equals("photo") && upload.name().startsWith("odd")) {
            throw new Refusal(400, "Bad Request: PHOTO_INVALID_DIMENSIONS", "{}");
        }
    }

    /// The text without its marks.
    static String checked(Call call, String key, int longest) {
        String text = call.text(key);
        String mode = call.text("parse_mode");
        String words = mode.equals("HTML") ? parsed(text) : text;
        if (words.length() > longest) {
            throw new Refusal(400, "Bad Request: message is too long");
        }
        return words;
    }

    private static String parsed(String html) {
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = TAG.matcher(html);
        while (tag.find()) {
            boolean fits = tag.group(1).isEmpty() || tag.group(2).equals(open.peek());
            if (!TAGS.contains(tag.group(2)) || !fits) {
                throw new Refusal(400, "Bad Request: can't parse entities: unexpected tag \"" + tag.group() + "\"", "{}");
            }
            if (tag.group(1).isEmpty()) {
                open.push(tag.group(2));
            } else {
                open.pop();
            }
        }
        String text = tag.replaceAll("");
        if (!open.isEmpty() || text.contains("<")) {
            throw new Refusal(400, "Bad Request: can't parse entities: a tag has no end", "{}");
        }
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    }
}
