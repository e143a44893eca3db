package dev.botyard.adapters.telegram;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A form with files as clients send it: names of headers in any case, with or without blanks.
record FormParts(Map<String, String> values, Map<String, Upload> files) {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"?([^\";\r\n]*)");
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"?([^\";\r\n]*)");

    /// A file.
    @SuppressWarnings("ArrayRecordComponent")
    record Upload(String name, byte[] bytes) {}

    /// @throws IllegalArgumentException when it is no such form
    static FormParts read(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw new IllegalArgumentException("a form without a boundary");
        }
        FormParts parts = new FormParts(new LinkedHashMap<>(), new LinkedHashMap<>());
        String text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
        String[] pieces = text.split(Pattern.quote("\r\n--" + boundary.group(1)), -1);
        if (!pieces[pieces.length - 1].startsWith("--")) {
            throw new IllegalArgumentException("a form without an end");
        }
        for (int i = 1; i < pieces.length - 1; i++) {
            int head = pieces[i].indexOf("\r\n\r\n");
            parts.add(pieces[i].substring(0, head), pieces[i].substring(head + 4));
        }
        return parts;
    }

    private void add(String head, String content) {
        String disposition = head.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-disposition:"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a part without content-disposition"));
        Matcher name = NAME.matcher(disposition);
        if (!name.find()) {
            throw new IllegalArgumentException("a part without a name");
        }
        Matcher file = FILE_NAME.matcher(disposition);
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        if (file.find()) {
            files.put(name.group(1), new Upload(utf8(file.group(1)), bytes));
        } else {
            values.put(name.group(1), new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private static String utf8(String latin) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
