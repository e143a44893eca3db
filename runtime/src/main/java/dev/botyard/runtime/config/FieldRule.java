package dev.botyard.runtime.config;

import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.Durations;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which values a setting takes, and how to say so: the one rule for `botyard.yaml`, account files, forms and adapters' defaults. Pure.
public final class FieldRule {
    private static final List<String> TRUE = List.of("true", "yes", "on");
    private static final List<String> FALSE = List.of("false", "no", "off");

    private FieldRule() {}

    /// The value as it is kept, such as `true` for `yes`; nothing when it is none of this setting.
    public static Optional<String> value(ConfigField field, String text) {
        return switch (field.type()) {
            case TEXT, LIST -> Optional.of(text);
            case INTEGER -> number(text).filter(number -> inRange(field, number)).map(_ -> text);
            case FLAG -> flag(text);
            case DURATION -> Durations.parse(text).filter(duration -> inRange(field, duration)).map(_ -> text);
            case CHOICE -> Optional.of(text).filter(field.choices()::contains);
            case ADDRESS -> Optional.of(text).filter(address -> address.isEmpty() || address(field, address));
        };
    }

    /// What is wrong with a declaration itself, so that no value could be held against it; empty when nothing is.
    public static Optional<String> fault(ConfigField field) {
        for (String bound : List.of(field.least(), field.most())) {
            boolean known = bound.isEmpty() || switch (field.type()) {
                case INTEGER -> bound.matches("-?\\d{1,18}");
                case DURATION -> Durations.parse(bound).isPresent();
                case TEXT, FLAG, ADDRESS, CHOICE, LIST -> true;
            };
            if (!known) {
                return Optional.of("the setting " + field.key() + " has the bound '" + bound + "', which is none");
            }
        }
        return Optional.empty();
    }

    /// What to say of a value that is none: `expected …, found 'x'.`, with what was meant where that can be told.
    ///
    /// @param shown how the value may be shown, `something else` for a secret
    static String refusal(ConfigField field, String text, String shown) {
        boolean secret = !shown.startsWith("'");
        return "expected " + expected(field, text) + ", found " + shown + "." + (secret ? "" : advice(field, text));
    }

    /// What a value must be.
    static String expected(ConfigField field, String text) {
        return switch (field.type()) {
            case TEXT -> "text";
            case LIST -> "a list of text";
            case INTEGER ->
                "a whole number" + range(field) + (field.unit().isEmpty() ? "" : " (" + field.unit() + ")");
            case FLAG -> "true or false";
            case DURATION -> Durations.parse(text).isPresent()
                    ? "a duration" + range(field) + ", such as 30s, 5m or 1h"
                    : "a duration such as 30s, 5m or 1h";
            case CHOICE -> "one of " + String.join(", ", field.choices());
            case ADDRESS -> "an address" + (field.choices().isEmpty()
                    ? ""
                    : " that begins with "
                            + field.choices().stream().map(scheme -> scheme + "://").collect(Collectors.joining(" or ")));
        };
    }

    private static String range(ConfigField field) {
        if (field.least().isEmpty() && field.most().isEmpty()) {
            return "";
        }
        return field.most().isEmpty()
                ? " of " + field.least() + " or more"
                : field.least().isEmpty() ? " of " + field.most() + " or less" : " from " + field.least() + " to " + field.most();
    }

    private static String advice(ConfigField field, String text) {
        return switch (field.type()) {
            case CHOICE -> Nearest.hint(text, field.choices());
            case FLAG -> Nearest.hint(text, List.of("true", "false", "yes", "no"));
            case DURATION -> text.matches("\\d{1,9}")
                    ? " A number needs its unit: '" + text + "s' are seconds, '" + text
                            + "m' minutes."
                    : "";
            case INTEGER -> !field.unit().isEmpty() && text.matches("-?\\d+\\s*[A-Za-z]+")
                    ? " Write the number alone; it counts " + field.unit() + "."
                    : "";
            default -> "";
        };
    }

    private static Optional<Long> number(String text) {
        return text.matches("-?\\d{1,10}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static boolean inRange(ConfigField field, long number) {
        long least = field.least().isEmpty() ? Integer.MIN_VALUE : Long.parseLong(field.least());
        long most = field.most().isEmpty() ? Integer.MAX_VALUE : Long.parseLong(field.most());
        return number >= least && number <= most;
    }

    private static boolean inRange(ConfigField field, Duration duration) {
        return Durations.parse(field.least()).filter(least -> duration.compareTo(least) < 0).isEmpty()
                && Durations.parse(field.most()).filter(most -> duration.compareTo(most) > 0).isEmpty();
    }

    private static Optional<String> flag(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return TRUE.contains(word) ? Optional.of("true") : FALSE.contains(word) ? Optional.of("false") : Optional.empty();
    }

    private static boolean address(ConfigField field, String text) {
        try {
            URI uri = URI.create(text);
            return uri.getScheme() != null && uri.getHost() != null
                    && (field.choices().isEmpty() || field.choices().contains(uri.getScheme().toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
