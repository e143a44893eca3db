package dev.botyard.runtime.script.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class CronExpressionProperties {
    private static final ZonedDateTime START = Instant.parse("2027-01-01T00:00:00Z").atZone(ZoneOffset.UTC);
    private static final int MINUTES_OF_A_MONTH = 31 * 24 * 60;

    /// A field of plain numbers: `*`, one, a range, or a step.
    record Field(String text, int lowest, int highest, int step) {
        boolean has(int value) {
            return value >= lowest && value <= highest && (value - lowest) % step == 0;
        }
    }

    /// Against a clock that is looked at every minute.
    @Property(tries = 300)
    void theNextTimeIsTheFirstMinuteThatFits(@ForAll("minutes") Field minute, @ForAll("hours") Field hour,
            @ForAll("days") Field day,
            @ForAll @IntRange(max = MINUTES_OF_A_MONTH) int later) {
        ZonedDateTime from = START.plusMinutes(later).plusSeconds(later % 60);
        String text = minute.text + " " + hour.text + " " + day.text + " * *";
        Optional<ZonedDateTime> next = CronExpression.parse(text, ZoneOffset.UTC).next(from);
        ZonedDateTime expected = from.withSecond(0).plusMinutes(1);
        while (!minute.has(expected.getMinute()) || !hour.has(expected.getHour()) || !day.has(expected.getDayOfMonth())) {
            expected = expected.plusMinutes(1);
        }
        assertEquals(Optional.of(expected), next, () -> text + " after " + from);
    }

    @Property(tries = 300)
    void timesOnlyGoForwardWhateverTheClockDoes(@ForAll("minutes") Field minute, @ForAll("hours") Field hour,
            @ForAll("zones") String zone, @ForAll @IntRange(max = 365 * 24) int hours) {
        ZoneId id = ZoneId.of(zone);
        CronExpression expression = CronExpression.parse(minute.text + " " + hour.text + " * * *", id);
        ZonedDateTime last = START.plusHours(hours).withZoneSameInstant(id);
        for (ZonedDateTime time : expression.nextFive(last)) {
            assertTrue(time.toInstant().isAfter(last.toInstant()), () -> expression + ": " + time);
            assertTrue(Duration.between(last, time).compareTo(Duration.ofHours(26)) <= 0,
                    () -> expression + ": no day is left out");
            last = time;
        }
    }

    @Property(tries = 500)
    void aSpanIsCountedFromTheSameMomentEveryTime(@ForAll @IntRange(min = 1, max = 200_000) int seconds,
            @ForAll @IntRange(max = 10_000_000) int later) {
        Every every = Every.parse(seconds + "s", "@every " + seconds + "s");
        ZonedDateTime from = START.plusSeconds(later);
        ZonedDateTime next = every.after(from);
        assertEquals(0, next.toEpochSecond() % seconds);
        assertTrue(next.isAfter(from) && Duration.between(from, next).toSeconds() <= seconds);
    }

    @Property(tries = 1_000)
    void anyTextIsAScheduleOrRefusedWithASentence(
            @ForAll @StringLength(max = 25) @Chars({'*', '/', '-', ',', '0', '1', '5', '9', ' ', ' ', ' ', '?', 'L', 'W', '#',
                '@',
                'M', 'O', 'N', 'e', 'v', 'r', 'y', 'h', 'd'}) String text) {
        try {
            assertTrue(CronExpression.parse(text, ZoneOffset.UTC).next(START).isPresent());
        } catch (InvalidCronException told) {
            assertTrue(told.getMessage().startsWith("The ") && told.getMessage().endsWith("."), told.getMessage());
        }
    }

    private static Arbitrary<Field> fields(int lowest, int highest) {
        Arbitrary<Integer> number = Arbitraries.integers().between(lowest, highest);
        Arbitrary<Field> one = number.map(n -> new Field("" + n, n, n, 1));
        Arbitrary<Field> step = Arbitraries.integers().between(1, highest - lowest)
                .map(n -> new Field("*/" + n, lowest, highest, n));
        Arbitrary<Field> range = Combinators.combine(number, number)
                .as((a, b) -> new Field(Math.min(a, b) + "-" + Math.max(a, b), Math.min(a, b), Math.max(a, b), 1));
        return Arbitraries.oneOf(Arbitraries.just(new Field("*", lowest, highest, 1)), one, step, range);
    }

    @Provide
    Arbitrary<Field> minutes() {
        return fields(0, 59);
    }

    @Provide
    Arbitrary<Field> hours() {
        return fields(0, 23);
    }

    @Provide
    Arbitrary<Field> days() {
        return fields(1, 31);
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries
                .of(List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai", "Africa/Cairo"));
    }
}
