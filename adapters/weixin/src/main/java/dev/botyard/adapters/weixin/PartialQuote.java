package dev.botyard.adapters.weixin;

import dev.botyard.adapters.common.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A quotation of a part: its first and last characters, and which occurrence of each is meant, counted from 0. Phones count the end from the
/// beginning of the text or from behind the start; where both give a part, the checksum tells which.
record PartialQuote(String start, long startIndex, String end, long endIndex, String md5) {

    static PartialQuote of(JsonNode wire) {
        return new PartialQuote(Json.text(wire, "start"), Json.number(wire, "startindex"), Json.text(wire, "end"),
                Json.number(wire, "endindex"), Json.text(wire, "quotemd5").toLowerCase(Locale.ROOT));
    }

    /// The part of `whole`, or empty when it is not in there.
    Optional<String> in(String whole) {
        int from = occurrence(whole, start, startIndex, 0);
        if (from < 0) {
            return Optional.empty();
        }
        return Stream.of(occurrence(whole, end, endIndex, 0), occurrence(whole, end, endIndex, from + start.length()))
                .filter(to -> to >= from).map(to -> whole.substring(from, to + end.length()))
                .filter(part -> md5.isEmpty() || md5.equals(md5(part))).findFirst();
    }

    private static int occurrence(String whole, String text, long index, int from) {
        if (text.isEmpty() || index < 0) {
            return -1;
        }
        int at = whole.indexOf(text, from);
        for (long i = 0; i < index && at >= 0; i++) {
            at = whole.indexOf(text, at + text.length());
        }
        return at;
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
