package dev.botyard.runtime.net.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which part of a file a request asks for, see [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#section-14). A request for several ranges
/// gets the whole file.
///
/// @param status 200, 206, 304 or 416
record FileSlice(int status, long offset, long length, long size, String tag) {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    static FileSlice of(HttpRequest request, Path file) throws IOException {
        BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
        if (!facts.isRegularFile()) {
            throw new NoSuchFileException(file.toString());
        }
        long size = facts.size();
        String tag = "\"" + Long.toHexString(facts.lastModifiedTime().toMillis()) + "-" + Long.toHexString(size) + "\"";
        boolean known = request.header("If-None-Match").filter(tags -> names(tags, tag)).isPresent();
        if (known) {
            return new FileSlice(304, 0, 0, size, tag);
        }
        Optional<String> range = request.header("Range").filter(_ -> request.header("If-Range").map(tag::equals).orElse(true));
        return range.map(RANGE::matcher)
                .filter(Matcher::matches)
                .filter(found -> !found.group(1).isEmpty() || !found.group(2).isEmpty())
                .map(found -> part(found, size, tag))
                .orElseGet(() -> new FileSlice(200, 0, size, size, tag));
    }

    /// A weak tag is as good here: proxies that pack answers make tags weak, and browsers send them back so.
    static boolean names(String tags, String tag) {
        return tags.equals("*")
                || Stream.of(tags.split(",")).map(each -> each.strip().replaceFirst("^W/", "")).anyMatch(tag::equals);
    }

    private static FileSlice part(Matcher range, long size, String tag) {
        boolean suffix = range.group(1).isEmpty();
        long first = suffix ? Math.max(0, size - Long.parseLong(range.group(2))) : Long.parseLong(range.group(1));
        long last = suffix || range.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(range.group(2)));
        if (!suffix && !range.group(2).isEmpty() && Long.parseLong(range.group(2)) < first) {
            return new FileSlice(200, 0, size, size, tag);
        }
        return first >= size ? new FileSlice(416, 0, 0, size, tag) : new FileSlice(206, first, last - first + 1, size, tag);
    }

    boolean hasContent() {
        return status == 200 || status == 206;
    }

    /// The reply with status and headers for this part.
    HttpReply dress(HttpReply reply) {
        HttpReply dressed = switch (status) {
            case 206 -> reply.withStatus(206).with("Content-Range", "bytes " + offset + "-" + (offset + length - 1) + "/" + size);
            case 304 -> reply.withoutBody(304);
            case 416 -> HttpReply.error(416, "range_not_satisfiable", "the file has " + size + " bytes").with("Content-Range",
                    "bytes */" + size);
            default -> reply;
        };
        return dressed.with("ETag", tag).with("Accept-Ranges", "bytes");
    }
}
