package dev.botyard.adapters.discord;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a form (RFC 7578) by name.
record FormParts(Map<String, Part> parts) {
    private static final Pattern NAME = Pattern.compile("(?i)content-disposition: form-data;.*?[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");

    record Part(String file, byte[] bytes) {}

    static FormParts of(String contentType, byte[] body) {
        String boundary = "--" + contentType.replaceFirst(".*boundary=\"?([^\";]+)\"?.*", "$1");
        String all = new String(body, StandardCharsets.ISO_8859_1);
        Map<String, Part> parts = new LinkedHashMap<>();
        int at = all.indexOf(boundary);
        while (at >= 0 && !all.startsWith("--", at + boundary.length())) {
            int head = at + boundary.length() + 2;
            int begin = all.indexOf("\r\n\r\n", head) + 4;
            int next = all.indexOf("\r\n" + boundary, begin);
            String header = new String(all.substring(head, begin).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            Matcher name = NAME.matcher(header);
            Matcher file = FILE.matcher(header);
            if (name.find()) {
                parts.put(name.group(1), new Part(file.find() ? file.group(1) : "",
                        all.substring(begin, next).getBytes(StandardCharsets.ISO_8859_1)));
            }
            at = next + 2;
        }
        return new FormParts(parts);
    }

    String text(String name) {
        Part part = parts.get(name);
        return part == null ? "" : new String(part.bytes, StandardCharsets.UTF_8);
    }
}
