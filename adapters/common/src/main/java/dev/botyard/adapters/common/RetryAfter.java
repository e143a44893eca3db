package dev.botyard.adapters.common;

import dev.botyard.api.transport.HttpAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// The header `Retry-After`: seconds or a date (RFC 9110, section 10.2.3). Pure.
public final class RetryAfter {
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /// How long an answer asks to wait; empty when it does not say.
    public static Optional<Duration> of(HttpAnswer answer, Clock clock) {
        return answer.header("Retry-After").flatMap(header -> read(header, clock));
    }

    /// How long to wait from now; empty when the header is none that can be read.
    public static Optional<Duration> read(String header, Clock clock) {
        String value = header.strip();
        if (!value.isEmpty() && value.length() <= MOST_DIGITS && value.chars().allMatch(Character::isDigit)) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Duration wait = Duration.between(clock.instant(),
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
