package dev.botyard.runtime.script.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderValuesTest {
    private final HeaderProblems problems = new HeaderProblems();
    private final HeaderValues values = new HeaderValues(problems);

    private static HeaderValue value(String text) {
        return new HeaderValue(3, text);
    }

    private List<HeaderProblem> problems() {
        return problems.inOrder();
    }

    @ParameterizedTest
    @CsvSource({"90,PT1M30S", "90s,PT1M30S", "5m,PT5M", "2h,PT2H", "1h30m,PT1H30M", "1h 5m 3s,PT1H5M3S", "1H,PT1H", "0h1,PT1S",
        "999999h,PT999999H"})
    void timesAreReadAsPeopleWriteThem(String text, Duration expected) {
        assertEquals(Optional.of(expected), values.timeout(value(text)));
        assertEquals(List.of(), problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0s", "-5", "1.5h", "soon", "5d", "1000000h", "s", "1h1h", "٣m"})
    void aTimeThatIsNoneIsLeftOutAndTold(String text) {
        assertEquals(Optional.empty(), values.timeout(value(text)));
        assertEquals("The timeout '" + text + "' was left out; write a time such as 90s, 5m or 1h30m.",
                problems().getFirst().message());
        assertEquals(3, problems().getFirst().line());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "007,7", "9999,9999"})
    void aNumberOfRunsIsReadInItsBounds(String text, int number) {
        assertEquals(OptionalInt.of(number), values.concurrency(value(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "000", "10000", "-1", "two", "1.5", "99999999999"})
    void aNumberOfRunsBeyondThemIsLeftOutAndTold(String text) {
        assertEquals(OptionalInt.empty(), values.concurrency(value(text)));
        assertTrue(problems().getFirst().message().endsWith("write a whole number from 1 to 9999."), problems()::toString);
    }

    @ParameterizedTest
    @CsvSource({"5,5", "-5,-5", "+5,5", "0,0", "9999999999,9999999999", "9223372036854775807,9223372036854775807"})
    void prioritiesAreWholeNumbers(String text, long priority) {
        assertEquals(priority, values.priority(value(text)));
        assertEquals(List.of(), problems());
    }

    @Test
    void aPriorityBeyondAllNumbersIsTheLastOne() {
        assertEquals(Long.MIN_VALUE, values.priority(value("-99999999999999999999")));
        assertTrue(problems().getFirst().message().contains("does not fit into 64 bits"), problems()::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"high", "1.5", "1e3", "--1", ""})
    void aPriorityThatIsNoneIsNothingSpecial(String text) {
        assertEquals(0, values.priority(value(text)));
        assertEquals(1, problems().size());
    }

    @ParameterizedTest
    @CsvSource({"true,true", "TRUE,true", "1,true", "yes,true", "On,true", "false,false", "0,false", "no,false", "OFF,false"})
    void yesAndNoMayBeSaidInManyWays(String text, boolean meant) {
        assertEquals(meant, values.flag("admin", value(text)));
        assertEquals(List.of(), problems());
    }

    @Test
    void whatIsNeitherReadsAsNoAndIsTold() {
        assertFalse(values.flag("admin", value("ja")));
        assertEquals("The value 'ja' of 'admin' reads as false; write true or false.", problems().getFirst().message());
    }

    @Test
    void whatIsNotThereIsNotTold() {
        assertFalse(values.flag("admin", null));
        assertEquals(0, values.priority(null));
        assertEquals(Isolation.SHARED, values.isolation(null));
        assertEquals(Optional.empty(), values.timeout(null));
        assertEquals(Optional.empty(), values.timeoutNone(null));
        assertEquals(OptionalInt.empty(), values.concurrency(null));
        assertEquals(List.of(), problems());
    }

    @Test
    void runsShareProcessesUnlessTheHeaderSaysOtherwise() {
        assertEquals(Isolation.PROCESS, values.isolation(value("Process")));
        assertEquals(Isolation.SHARED, values.isolation(value("SHARED")));
        assertEquals(List.of(), problems());
        assertEquals(Isolation.SHARED, values.isolation(value("vm")));
        assertEquals(1, problems().size());
    }

    @Test
    void anEndlessValueIsQuotedByItsStart() {
        values.isolation(value("x".repeat(5_000)));
        assertTrue(problems().getFirst().message().length() < 200, "it is read in a log");
        assertTrue(problems().getFirst().message().contains("x…'"), problems()::toString);
    }

    @Test
    void problemsStandInTheOrderOfTheirLines() {
        problems.error(9, "last");
        problems.warn(2, "first");
        problems.warn(9, "behind");
        assertEquals(List.of("first", "last", "behind"), problems().stream().map(HeaderProblem::message).toList());
    }
}
