package dev.botyard.runtime.net.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a request line asks for, taken apart and checked.
///
/// @param raw      as sent, without scheme and authority
/// @param path     decoded
/// @param segments the decoded parts between the slashes; one for `/`, which is empty. An encoded slash stays inside its segment
/// @param query    decoded
record RequestTarget(String raw, String path, List<String> segments, Map<String, List<String>> query) {

    /// @throws HttpProblem 400 for anything that is not a clean path
    static RequestTarget parse(String target) {
        String raw = originForm(target);
        int mark = raw.indexOf('?');
        String rawPath = mark < 0 ? raw : raw.substring(0, mark);
        List<String> segments = new ArrayList<>();
        for (String part : rawPath.substring(1).split("/", -1)) {
            segments.add(segment(part));
        }
        Map<String, List<String>> query = mark < 0 ? Map.of() : query(raw.substring(mark + 1));
        return new RequestTarget(raw, "/" + String.join("/", segments), List.copyOf(segments), query);
    }

    /// The target without a path that stands before all paths of this host; the same where it does not stand there.
    ///
    /// @param base empty or such as `/bot`
    RequestTarget below(String base) {
        List<String> parts = base.isEmpty() ? List.of() : List.of(base.substring(1).split("/", -1));
        if (parts.isEmpty() || segments.size() < parts.size() || !segments.subList(0, parts.size()).equals(parts)) {
            return this;
        }
        List<String> rest = segments.size() == parts.size() ? List.of("") : segments.subList(parts.size(), segments.size());
        return new RequestTarget(raw, "/" + String.join("/", rest), rest, query);
    }

    private static String originForm(String target) {
        if (target.startsWith("/")) {
            if (target.indexOf('#') >= 0) {
                throw HttpProblem.badRequest("a request target has no fragment");
            }
            return target;
        }
        int authority = target.indexOf("://");
        if (authority > 0 && (target.regionMatches(true, 0, "http", 0, authority)
                || target.regionMatches(true, 0, "https", 0, authority))) {
            int path = target.indexOf('/', authority + 3);
            return path < 0 ? "/" : originForm(target.substring(path));
        }
        throw HttpProblem.badRequest("the request target must be a path that starts with '/'");
    }

    private static String segment(String raw) {
        String decoded = decode(raw, false);
        for (String part : decoded.split("[/\\\\]", -1)) {
            if (part.equals("..") || part.equals(".")) {
                throw HttpProblem.badRequest("the path must not contain '.' or '..'");
            }
        }
        for (int i = 0; i < decoded.length(); i++) {
            if (decoded.charAt(i) < ' ' || decoded.charAt(i) == 0x7f) {
                throw HttpProblem.badRequest("the path contains a control character");
            }
        }
        return decoded;
    }

    static Map<String, List<String>> query(String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : raw.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
            values.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
        }
        return values;
    }

    private static String decode(String raw, boolean plusIsBlank) {
        boolean plain = true;
        for (int i = 0; i < raw.length() && plain; i++) {
            char c = raw.charAt(i);
            plain = c != '%' && c < 0x80 && (c != '+' || !plusIsBlank);
        }
        return plain ? raw : decodeBytes(raw, plusIsBlank);
    }

    private static String decodeBytes(String raw, boolean plusIsBlank) {
        // The decoder gives one char per byte, so text that was sent as UTF-8 without escapes is still bytes here.
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) (hex(raw, i + 1) << 4 | hex(raw, i + 2));
                i += 2;
            } else {
                bytes[length++] = (byte) (c == '+' && plusIsBlank ? ' ' : c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
        } catch (CharacterCodingException _) {
            throw HttpProblem.badRequest("the request target is not valid UTF-8");
        }
    }

    private static int hex(String raw, int index) {
        int digit = index < raw.length() ? Character.digit(raw.charAt(index), 16) : -1;
        if (digit < 0 || raw.charAt(index) >= 0x80) {
            throw HttpProblem.badRequest("the request target has a '%' without two hexadecimal digits");
        }
        return digit;
    }
}
