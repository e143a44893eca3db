package dev.botyard.runtime.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static ZonedDateTime at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN);
    }

    private static List<String> nextFive(String expression, String after) {
        return CronExpression.parse(expression, BERLIN).nextFive(at(after)).stream()
                .map(time -> time.toOffsetDateTime().toString()).toList();
    }

    @ParameterizedTest
    @CsvSource({"*/15 * * * *,2027-01-01T10:15", "0 8 * * 1-5,2027-01-04T08:00", "30 0 8 * * ?,2027-01-02T08:00:30",
        "0 8 ? * *,2027-01-02T08:00",
        "@yearly,2028-01-01T00:00", "@annually,2028-01-01T00:00", "@monthly,2027-02-01T00:00", "@weekly,2027-01-03T00:00",
        "@daily,2027-01-02T00:00",
        "@Midnight,2027-01-02T00:00", "@hourly,2027-01-01T11:00", "@every 90s,2027-01-01T10:01:30",
        "@every 1h30m,2027-01-01T11:30", "0 0 29 2 *,2028-02-29T00:00",
        "0 0 13 * 5,2027-01-08T00:00", "0 9 * * SUN,2027-01-03T09:00"})
    void computesTheNextTime(String expression, String expected) {
        assertEquals(at(expected), CronExpression.parse(expression, BERLIN).next(at("2027-01-01T10:00")).orElseThrow());
    }

    @Test
    void answersInItsOwnZone() {
        CronExpression daily = CronExpression.parse("0 8 * * *", BERLIN);
        assertEquals(at("2027-01-01T08:00"),
                daily.next(Instant.parse("2027-01-01T06:59:59Z").atZone(ZoneId.of("Asia/Shanghai"))).orElseThrow());
    }

    @Test
    void doesNotShiftASpanWhenItIsParsedAgain() {
        ZonedDateTime first = CronExpression.parse("@every 7m", BERLIN).next(at("2027-01-01T10:00")).orElseThrow();
        assertEquals(first, CronExpression.parse("@every 7m", BERLIN).next(first.minusSeconds(1)).orElseThrow());
        assertEquals(first.plusMinutes(7), CronExpression.parse("@every 7m", BERLIN).next(first).orElseThrow());
    }

    @Test
    void skipsATimeThatTheSpringGapSwallows() {
        assertEquals("2027-03-29T02:30+02:00", nextFive("30 2 * * *", "2027-03-27T12:00").getFirst());
    }

    @Test
    void runsAFixedTimeOnceInTheAutumnOverlap() {
        assertEquals(List.of("2027-10-31T02:30+02:00", "2027-11-01T02:30+01:00"),
                nextFive("30 2 * * *", "2027-10-30T12:00").subList(0, 2));
    }

    @Test
    void repeatsThroughBothHoursOfTheAutumnOverlap() {
        assertEquals(
                List.of("2027-10-31T02:00+02:00", "2027-10-31T02:20+02:00", "2027-10-31T02:40+02:00", "2027-10-31T02:00+01:00",
                        "2027-10-31T02:20+01:00"),
                nextFive("*/20 2 * * *", "2027-10-30T12:00"));
    }

    @Test
    void keepsSpansEvenAcrossTimeJumps() {
        assertEquals(List.of("2027-03-28T01:30+01:00", "2027-03-28T03:00+02:00"),
                nextFive("@every 30m", "2027-03-28T01:00").subList(0, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "* * *", "0 0 0 1 1 * 2027", "61 * * * *", "a b c d e", "@reboot", "@every", "@every soon",
        "@every 0s", "@every 10ms", "0 0 30 2 *",
        "0 0 0 31 4 *", "0 0 0 0 0", "@every 99999999999h"})
    void refusesWhatCannotBeFollowedWithASentence(String expression) {
        String message = assertThrows(InvalidCronException.class, () -> CronExpression.parse(expression, BERLIN)).getMessage();
        assertTrue(message.startsWith("The ") && message.endsWith("."), message);
    }
}
