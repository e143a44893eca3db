package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.infra.json.Truth;
import dev.botyard.runtime.infra.json.Argument;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of a push that the host itself understands; the adapter gets all of them. Each has several spellings because published
/// plugins use them all.
///
/// @param account  the named account, `""` for none
/// @param failover null when the call does not say
/// @param queue    whether the push waits where nobody can send it now
/// @param ttl      how long it may wait, zero for the host's setting
record PushOptions(String account, @Nullable Boolean failover, boolean strict, String fileName, String mimeType, String caption,
        long timeoutMs, boolean queue, Duration ttl) {
    private static final Duration LONGEST_LIFE = Duration.ofDays(30);

    static PushOptions parse(Map<String, Object> options) {
        return new PushOptions(text(options, Argument.ACCOUNT), failover(options.get("failover")),
                flag(options, "strict"), text(options, Argument.FILE_NAME),
                text(options, Argument.MIME_TYPE),
                text(options, "caption"), timeout(options.get("timeout")), flag(options, "queue"), ttl(options.get("ttl")));
    }

    /// The same, through this account alone.
    PushOptions through(String only) {
        return new PushOptions(only, false, strict, fileName, mimeType, caption, timeoutMs, queue, ttl);
    }

    private static @Nullable Boolean failover(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean flag -> flag;
            case String text when text.isEmpty() -> null;
            case String text when text.equals("same-im") -> true;
            case String text when text.equals("strict") -> false;
            default -> throw PushException.invalid("options.failover is '" + value + "'; it must be 'strict' or 'same-im'");
        };
    }

    private static boolean flag(Map<String, Object> options, String key) {
        return switch (options.get(key)) {
            case null -> false;
            case Boolean flag -> flag;
            case Number number -> number.intValue() != 0;
            case String text when text.isEmpty() -> false;
            case String text when Truth.of(text).isPresent() -> Truth.of(text).get();
            case Object other -> throw PushException.invalid("options." + key + " is '" + other + "'; it must be true or false");
        };
    }

    private static Duration ttl(@Nullable Object value) {
        long seconds = switch (value) {
            case null -> 0;
            case String text when text.isEmpty() -> 0;
            case Number number when number.doubleValue() == number.longValue() -> number.longValue();
            case String text when text.matches("\\d{1,9}") -> Long.parseLong(text);
            default -> -1;
        };
        if (seconds < 0 || seconds > LONGEST_LIFE.toSeconds() || seconds == 0 && value instanceof Number) {
            throw PushException.invalid("options.ttl is '" + value + "'; it must be a number of seconds, 1 to "
                    + LONGEST_LIFE.toSeconds());
        }
        return Duration.ofSeconds(seconds);
    }

    private static long timeout(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case Number number when number.longValue() >= 0 -> number.longValue();
            case String text when text.isEmpty() -> 0;
            case String text when text.matches("\\d{1,9}") -> Long.parseLong(text);
            default -> throw PushException.invalid("options.timeout is '" + value + "'; it must be a number of milliseconds");
        };
    }

    /// The first of these options that is given and not empty.
    static String text(Map<String, Object> options, Argument argument) {
        return text(options, argument.spellings());
    }

    /// The option of this name alone.
    static String text(Map<String, Object> options, String key) {
        return text(options, List.of(key));
    }

    private static String text(Map<String, Object> options, List<String> keys) {
        for (String key : keys) {
            Object value = options.get(key);
            if (value instanceof String || value instanceof Number) {
                String text = value.toString();
                if (!text.isBlank()) {
                    return text.strip();
                }
            } else if (value != null && !(value instanceof Boolean flag && !flag)) {
                throw PushException.invalid("options." + key + " must be text");
            }
        }
        return "";
    }
}
