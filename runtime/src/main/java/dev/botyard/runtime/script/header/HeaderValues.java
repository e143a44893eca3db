package dev.botyard.runtime.script.header;

import dev.botyard.runtime.infra.json.Truth;
import static dev.botyard.runtime.script.header.HeaderProblems.quote;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads single values. A value that makes no sense is reported and reads as if the line were missing.
final class HeaderValues {
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,400}");
    private static final Pattern SPAN = Pattern.compile("(?:(\\d{1,6})\\s*h)?\\s*(?:(\\d{1,6})\\s*m)?\\s*(?:(\\d{1,6})\\s*s?)?");
    private static final BigInteger HIGHEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LOWEST = BigInteger.valueOf(Long.MIN_VALUE);

    private final HeaderProblems problems;

    HeaderValues(HeaderProblems problems) {
        this.problems = problems;
    }

    boolean flag(String key, HeaderValue value) {
        if (value == null) {
            return false;
        }
        return Truth.of(value.text()).orElseGet(() -> {
            problems.warn(value.line(),
                    "The value " + quote(value.text()) + " of '" + key + "' reads as false; write true or false.");
            return false;
        });
    }

    long priority(HeaderValue value) {
        if (value == null) {
            return 0;
        }
        if (!INTEGER.matcher(value.text()).matches()) {
            problems.warn(value.line(), "The priority " + quote(value.text()) + " reads as 0; write a whole number.");
            return 0;
        }
        BigInteger wanted = new BigInteger(value.text());
        BigInteger possible = wanted.min(HIGHEST).max(LOWEST);
        if (!possible.equals(wanted)) {
            problems.warn(value.line(),
                    "The priority " + quote(value.text()) + " does not fit into 64 bits and reads as " + possible + ".");
        }
        return possible.longValue();
    }

    Isolation isolation(HeaderValue value) {
        if (value == null || value.text().equalsIgnoreCase("shared")) {
            return Isolation.SHARED;
        }
        if (!value.text().equalsIgnoreCase("process")) {
            problems.warn(value.line(), "The isolation " + quote(value.text()) + " reads as 'shared'; write shared or process.");
            return Isolation.SHARED;
        }
        return Isolation.PROCESS;
    }

    /// `90`, `90s`, `5m`, `1h30m`; a bare number means seconds.
    Optional<Duration> timeout(HeaderValue value) {
        if (value == null) {
            return Optional.empty();
        }
        Matcher span = SPAN.matcher(value.text().toLowerCase(Locale.ROOT));
        Duration duration = span.matches()
                ? Duration.ofHours(part(span, 1)).plusMinutes(part(span, 2)).plusSeconds(part(span, 3))
                : Duration.ZERO;
        if (!duration.isPositive()) {
            problems.warn(value.line(),
                    "The timeout " + quote(value.text()) + " was left out; write a time such as 90s, 5m or 1h30m.");
            return Optional.empty();
        }
        return Optional.of(duration);
    }

    /// `empty`, or `none` in any of the languages' words.
    Optional<Boolean> timeoutNone(HeaderValue value) {
        if (value == null) {
            return Optional.empty();
        }
        return switch (value.text().toLowerCase(Locale.ROOT)) {
            case "none", "null" -> Optional.of(true);
            case "empty" -> Optional.of(false);
            default -> {
                problems.warn(value.line(),
                        "The timeout_value " + quote(value.text()) + " was left out; write none or empty.");
                yield Optional.empty();
            }
        };
    }

    OptionalInt concurrency(HeaderValue value) {
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!value.text().matches("0*[1-9]\\d{0,3}")) {
            problems.warn(value.line(),
                    "The concurrency " + quote(value.text()) + " was left out; write a whole number from 1 to 9999.");
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(value.text()));
    }

    private static long part(Matcher span, int group) {
        return span.group(group) == null ? 0 : Long.parseLong(span.group(group));
    }
}
