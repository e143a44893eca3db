package dev.botyard.runtime.script.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A schedule in the zone of the host. Immutable and thread-safe.
///
/// Five fields are minute, hour, day of month, month, day of week; six fields have seconds in front. When day of month and day of week
/// are both given, either is enough; one that begins with `*` is not given. A step larger than its field stands for the first value. `@yearly`, `@annually`, `@monthly`, `@weekly`, `@daily`, `@midnight` and
/// `@hourly` stand for five fields. `@every 1h30m` counts from 1970-01-01T00:00Z and not from the start of the host, so that a
/// restart does not shift it.
///
/// When clocks go forward, what falls into the gap happens once, at its end; schedules of every hour just go on. When they go back, a fixed
/// time happens once, at its first occurrence, and a repeating one such as `*/20 2 * * *` goes on through both hours.
public final class CronExpression {
    private static final int MANY = 5;
    /// Whether a time ever comes does not depend on when one asks.
    private static final Instant ANY_MOMENT = Instant.parse("2020-01-01T00:00:00Z");

    private final String text;
    private final ZoneId zone;
    private final Times times;

    /// The first time after a given one.
    private interface Times {
        Optional<ZonedDateTime> after(ZonedDateTime time);
    }

    private CronExpression(String text, ZoneId zone, Times times) {
        this.text = text;
        this.zone = zone;
        this.times = times;
    }

    /// @throws InvalidCronException if the text is no schedule or its time never comes
    public static CronExpression parse(String text, ZoneId zone) {
        String stripped = text.strip();
        CronExpression expression = new CronExpression(stripped, zone, times(stripped));
        if (expression.next(ANY_MOMENT.atZone(zone)).isEmpty()) {
            throw new InvalidCronException("The time of the schedule '" + stripped + "' never comes; check its day and month.");
        }
        return expression;
    }

    /// As the author wrote it.
    public String text() {
        return text;
    }

    public ZoneId zone() {
        return zone;
    }

    /// The first time after `time`, in the zone of the schedule.
    public Optional<ZonedDateTime> next(ZonedDateTime time) {
        return times.after(time.withZoneSameInstant(zone));
    }

    /// The first five times after `time`, or fewer if no more come.
    public List<ZonedDateTime> nextFive(ZonedDateTime time) {
        List<ZonedDateTime> found = new ArrayList<>();
        Optional<ZonedDateTime> next = next(time);
        while (next.isPresent() && found.size() < MANY) {
            found.add(next.get());
            next = next(next.get());
        }
        return List.copyOf(found);
    }

    private static Times times(String text) {
        if (text.isEmpty()) {
            throw new InvalidCronException("The schedule is empty.");
        }
        return text.startsWith("@") ? described(text) : fields(text, text);
    }

    private static Times described(String text) {
        String descriptor = text.toLowerCase(Locale.ROOT);
        if (descriptor.matches("@every\\s.*")) {
            Every every = Every.parse(descriptor.substring("@every".length()).strip(), text);
            return time -> Optional.of(every.after(time));
        }
        return switch (descriptor) {
            case "@yearly", "@annually" -> fields("0 0 1 1 *", text);
            case "@monthly" -> fields("0 0 1 * *", text);
            case "@weekly" -> fields("0 0 * * 0", text);
            case "@daily", "@midnight" -> fields("0 0 * * *", text);
            case "@hourly" -> fields("0 * * * *", text);
            default -> throw new InvalidCronException("The schedule '" + text
                    + "' is unknown; use @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly or one such as @every 1h30m.");
        };
    }

    private static Times fields(String fields, String text) {
        int count = fields.split("\\s+").length;
        if (count != 5 && count != 6) {
            throw new InvalidCronException("The schedule '" + text + "' has " + count
                    + " fields; write five (minute, hour, day, month, weekday) or six with seconds in front.");
        }
        try {
            return new ZonedFields(new Fields((count == 5 ? "0 " + fields : fields).split("\\s+")))::after;
        } catch (IllegalArgumentException e) {
            throw new InvalidCronException("The schedule '" + text + "' cannot be read: " + sentence(e.getMessage()));
        }
    }

    private static String sentence(String message) {
        String reason = message == null
                ? "it is malformed"
                : message.replaceFirst("^Failed to parse cron expression\\. ", "").strip();
        return reason.endsWith(".") ? reason : reason + ".";
    }

    @Override
    public String toString() {
        return text + " (" + zone + ")";
    }
}
