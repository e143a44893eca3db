package dev.botyard.runtime.script.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A fixed span of time, counted from the epoch.
record Every(Duration span) {
    private static final Pattern SPAN = Pattern.compile("(?:(\\d{1,5})d)?(?:(\\d{1,6})h)?(?:(\\d{1,7})m)?(?:(\\d{1,9})s)?");

    static Every parse(String text, String schedule) {
        Matcher span = SPAN.matcher(text.replaceAll("\\s+", ""));
        Duration duration = span.matches()
                ? Duration.ofDays(part(span, 1)).plusHours(part(span, 2)).plusMinutes(part(span, 3)).plusSeconds(part(span, 4))
                : Duration.ZERO;
        if (!duration.isPositive()) {
            throw new InvalidCronException(
                    "The span of the schedule '" + schedule
                            + "' cannot be read; write one of a second or more, such as 90s, 15m or 1h30m.");
        }
        return new Every(duration);
    }

    ZonedDateTime after(ZonedDateTime time) {
        long seconds = span.toSeconds();
        long next = (Math.floorDiv(time.toEpochSecond(), seconds) + 1) * seconds;
        return Instant.ofEpochSecond(next).atZone(time.getZone());
    }

    private static long part(Matcher span, int group) {
        return span.group(group) == null ? 0 : Long.parseLong(span.group(group));
    }
}
