package dev.botyard.adapters.common;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Bodies and queries of `application/x-www-form-urlencoded`, in UTF-8. Pure functions on any thread.
public final class Forms {
    /// The content type of such a body.
    public static final String TYPE = "application/x-www-form-urlencoded";

    private Forms() {}

    /// Names and values as a body or a query.
    public static String write(Map<String, ?> fields) {
        return fields.entrySet().stream().map(field -> encoded(field.getKey()) + "=" + encoded(String.valueOf(field.getValue())))
                .collect(Collectors.joining("&"));
    }

    /// Text as a part of a query or, but for `+` in the place of spaces, of a path.
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// Text as one part of a path.
    public static String segment(String text) {
        return encoded(text).replace("+", "%20");
    }

    /// The fields of a body or a query, the first where a name stands twice; what is encoded wrongly stays as it is.
    public static Map<String, String> read(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException nonsense) {
            return text;
        }
    }
}
