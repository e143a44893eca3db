package dev.botyard.adapters.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A single range of bytes as browsers ask for it (RFC 9110, section 14).
///
/// @param first the first byte
/// @param last  the last byte, included; smaller than `first` when the range lies outside
record ByteRange(long first, long last) {
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /// The range of a header for a body of `size` bytes; empty when the header is none that is understood, which means the whole body.
    static Optional<ByteRange> parse(String header, long size) {
        Matcher match = SINGLE.matcher(header.strip());
        if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (match.group(1).isEmpty()) {
            long count = Long.parseLong(match.group(2));
            return Optional.of(new ByteRange(Math.max(0, size - count), count == 0 ? -1 : size - 1));
        }
        long first = Long.parseLong(match.group(1));
        long last = match.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(match.group(2)), size - 1);
        return !match.group(2).isEmpty() && Long.parseLong(match.group(2)) < first
                ? Optional.empty()
                : Optional.of(new ByteRange(first, last));
    }

    boolean satisfiable() {
        return first <= last;
    }

    long length() {
        return last - first + 1;
    }
}
