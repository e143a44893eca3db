package dev.botyard.runtime.script.route;

import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.infra.json.Json;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/// The body of a request to a plugin, as the script may want it.
///
/// @param bytes as the sender made them: signatures are made over these
/// @param text  the same, read by the charset that the sender named, else as UTF-8
/// @param value JSON and forms as objects, `{}` for no body, anything else as text
record RouteBody(byte[] bytes, String text, Object value) {
    private static final Pattern CHARSET = Pattern.compile(";\\s*charset\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]*))",
            Pattern.CASE_INSENSITIVE);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /// @throws HttpProblem 415 when the body is packed or written in a way that is not known here
    static RouteBody of(HttpRequest request) {
        String type = request.header("Content-Type").orElse("");
        byte[] bytes = ContentCoding.decode(String.join(",", request.headers("Content-Encoding")), request.body());
        return of(type, bytes);
    }

    static RouteBody of(String type, byte[] bytes) {
        Charset charset = charset(type);
        String text = new String(bytes, charset);
        return new RouteBody(bytes, text, bytes.length == 0 ? Map.of() : value(type, text, charset));
    }

    private static Object value(String type, String text, Charset charset) {
        if (type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(FORM)) {
            return form(text, charset);
        }
        try {
            return Json.MAPPER.readValue(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, Object.class);
        } catch (JacksonException e) {
            return text;
        }
    }

    private static Charset charset(String type) {
        Matcher named = CHARSET.matcher(type);
        if (!named.find()) {
            return StandardCharsets.UTF_8;
        }
        String name = named.group(1) == null ? named.group(2) : named.group(1).strip();
        if (name.isEmpty()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(415, "unsupported_charset",
                    "the charset '" + name + "' of the Content-Type is not known here; send the body as UTF-8");
        }
    }

    /// A field that is given more than once is a list, as it is in a query.
    private static Map<String, Object> form(String text, Charset charset) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!pair.isEmpty()) {
                fields.computeIfAbsent(decoded(name, charset), _ -> new ArrayList<>())
                        .add(equals < 0 ? "" : decoded(pair.substring(equals + 1), charset));
            }
        }
        Map<String, Object> form = new LinkedHashMap<>();
        fields.forEach((name, values) -> form.put(name, values.size() == 1 ? values.getFirst() : values));
        return form;
    }

    private static String decoded(String text, Charset charset) {
        try {
            return URLDecoder.decode(text, charset);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
