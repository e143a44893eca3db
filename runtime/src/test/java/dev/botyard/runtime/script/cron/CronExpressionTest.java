package dev.botyard.runtime.script.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

    @ParameterizedTest
    @ValueSource(strings = {"30 2 * * *", "0 30 2 * * *", "*/20 2 * * *", "0,30 2 * * *", "59 2 28 3 *"})
    void whatTheSpringGapSwallowsHappensOnceAtItsEnd(String expression) {
        List<String> times = nextFive(expression, "2027-03-28T01:00");
        assertEquals("2027-03-28T03:00+02:00", times.getFirst());
        assertFalse(times.get(1).startsWith("2027-03-28"), times.toString());
    }

    @Test
    void aTimeAtTheEndOfTheGapHappensOnce() {
        assertEquals(List.of("2027-03-28T03:00+02:00", "2027-03-29T02:45+02:00", "2027-03-29T03:45+02:00"),
                nextFive("45 2,3 * * *", "2027-03-28T01:00").stream().filter(time -> !time.contains("28T03:45")).toList()
                        .subList(0, 3));
        assertEquals(List.of("2027-03-28T03:00+02:00", "2027-03-29T02:00+02:00"),
                nextFive("0 2,3 * * *", "2027-03-28T01:00").subList(0, 2));
    }

    @Test
    void schedulesOfEveryHourGoOnAcrossTheGap() {
        assertEquals(List.of("2027-03-28T01:30+01:00", "2027-03-28T03:30+02:00"),
                nextFive("30 * * * *", "2027-03-28T01:00").subList(0, 2));
        assertEquals(List.of("2027-03-28T01:30+01:00", "2027-03-28T03:00+02:00", "2027-03-28T03:30+02:00"),
                nextFive("0 */30 * * * *", "2027-03-28T01:00").subList(0, 3));
    }

    @Test
    void aGapAtMidnightAndOneOfHalfAnHour() {
        assertEquals("2027-04-30T01:00+03:00", first("@daily", "Africa/Cairo", "2027-04-29T12:00"));
        assertEquals("2027-04-30T01:00+03:00", first("0 0 0 * * *", "Africa/Cairo", "2027-04-29T12:00"));
        assertEquals("2027-10-03T02:30+11:00", first("15 2 * * *", "Australia/Lord_Howe", "2027-10-02T12:00"));
        assertEquals("2027-04-04T01:45+11:00", first("45 1 * * *", "Australia/Lord_Howe", "2027-04-03T12:00"));
        assertEquals("2027-04-05T01:45+10:30", first("45 1 * * *", "Australia/Lord_Howe", "2027-04-04T12:00"));
    }

    private static String first(String expression, String zone, String after) {
        ZoneId id = ZoneId.of(zone);
        return CronExpression.parse(expression, id).next(LocalDateTime.parse(after).atZone(id)).orElseThrow().toOffsetDateTime()
                .toString();
    }

    @ParameterizedTest
    @CsvSource({"0 9 13 * 5,2027-01-01T09:00 2027-01-08T09:00 2027-01-13T09:00",
        "0 0 9 13 * 5,2027-01-01T09:00 2027-01-08T09:00 2027-01-13T09:00",
        "0 0 9 1 * MON,2027-01-01T09:00 2027-01-04T09:00 2027-01-11T09:00",
        "'30 4 1,15 * 5',2027-01-01T04:30 2027-01-08T04:30 2027-01-15T04:30",
        "0 9 */2 * 1,2027-01-11T09:00 2027-01-25T09:00 2027-02-01T09:00",
        "0 9 1-7 * */1,2027-01-01T09:00 2027-01-02T09:00 2027-01-03T09:00",
        "0 0 9 1 * ?,2027-01-01T09:00 2027-02-01T09:00 2027-03-01T09:00",
        "0 0 0 L * *,2027-01-31T00:00 2027-02-28T00:00 2027-03-31T00:00",
        "0 9 * * 5-7,2027-01-01T09:00 2027-01-02T09:00 2027-01-03T09:00",
        "0 9 * * 7,2027-01-03T09:00 2027-01-10T09:00 2027-01-17T09:00"})
    void dayAndWeekdayAreEitherOfThem(String expression, String expected) {
        assertEquals(List.of(expected.split(" ")),
                nextFive(expression, "2027-01-01T00:00").subList(0, 3).stream().map(time -> time.substring(0, 16)).toList());
    }

    @ParameterizedTest
    @CsvSource({"*/60 * * * *,2027-01-01T11:00", "0 */24 * * *,2027-01-02T00:00", "*/90 * * * * *,2027-01-01T10:01",
        "0 0 */40 * *,2027-02-01T00:00", "0 0 1 */13 *,2028-01-01T00:00", "5/100 * * * *,2027-01-01T10:05",
        "10-20/30 * * * *,2027-01-01T10:10", "'30,*/60 * * * *',2027-01-01T10:30", "*/40 * * * *,2027-01-01T10:40"})
    void aStepLargerThanItsFieldFiresAtTheFirstValue(String expression, String expected) {
        assertEquals(at(expected), CronExpression.parse(expression, BERLIN).next(at("2027-01-01T10:00")).orElseThrow());
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
