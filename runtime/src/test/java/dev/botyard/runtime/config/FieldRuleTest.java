package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.ConfigField;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldRuleTest {
    private static final ConfigField NUMBER = ConfigField.integer("n", "Number").within(-5, 10).unit("MiB");
    private static final ConfigField ANY_NUMBER = ConfigField.integer("n", "Number");
    private static final ConfigField DURATION = ConfigField.duration("d", "Duration", "5s").atLeast("1s").atMost("1h");
    private static final ConfigField ADDRESS = ConfigField.address("a", "Address", "ws", "wss");
    private static final ConfigField CHOICE = ConfigField.choice("c", "Choice", "reverse-ws", "http");

    private static String refusal(ConfigField field, String text) {
        assertEquals(Optional.empty(), FieldRule.value(field, text), text);
        return FieldRule.refusal(field, text, "'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"-5, true", "0, true", "10, true", "010, true", "-6, false", "11, false", "'', false", "1.0, false", "1e1, false",
        "+1, false", "' 1', false", "0x1, false", "12345678901, false", "١, false", "--1, false"})
    void numbersStayInTheirRange(String text, boolean taken) {
        assertEquals(taken ? Optional.of(text) : Optional.empty(), FieldRule.value(NUMBER, text));
    }

    @Test
    void aNumberWithoutARangeFitsIntoAnInteger() {
        assertTrue(FieldRule.value(ANY_NUMBER, "2147483647").isPresent());
        assertTrue(FieldRule.value(ANY_NUMBER, "-2147483648").isPresent());
        assertFalse(FieldRule.value(ANY_NUMBER, "2147483648").isPresent());
        assertFalse(FieldRule.value(ANY_NUMBER, "-2147483649").isPresent());
    }

    @ParameterizedTest
    @CsvSource({"1s, true", "1h, true", "59m60s, true", "999ms, false", "1h1ms, false", "5, false", "5 s, false", "s, false",
        "-5s, false", "1.5s, false", "5S, false", "'', false", "1000000000s, false"})
    void durationsStayInTheirRange(String text, boolean taken) {
        assertEquals(taken, FieldRule.value(DURATION, text).isPresent());
    }

    @Test
    void aDeclarationWhoseBoundsAreNoneIsFaulty() {
        assertEquals(Optional.empty(), FieldRule.fault(NUMBER));
        assertEquals(Optional.empty(), FieldRule.fault(DURATION));
        assertEquals(Optional.empty(), FieldRule.fault(ConfigField.integer("n", "Number").within(Long.MIN_VALUE / 10, 1L << 40)));
        assertEquals(Optional.of("the setting n has the bound '5s', which is none"), FieldRule.fault(ANY_NUMBER.atMost("5s")));
        assertEquals(Optional.of("the setting d has the bound '5', which is none"), FieldRule.fault(DURATION.atLeast("5")));
    }

    @ParameterizedTest
    @CsvSource({"'', true", "ws://a, true", "WSS://a:1/x?y, true", "http://a, false", "ws://, false", "ws:a, false", "a, false",
        "ws://a b, false", "//a, false", "ws://a_b, false"})
    void addressesHaveASchemeAndAHost(String text, boolean taken) {
        assertEquals(taken, FieldRule.value(ADDRESS, text).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"true, true", "YES, true", "On, true", "false, false", "no, false", "OFF, false"})
    void switchesAreKeptAsTrueOrFalse(String text, String kept) {
        assertEquals(Optional.of(kept), FieldRule.value(ConfigField.flag("f", "Flag"), text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0", "y", "ja", "true ", "wahr"})
    void otherWordsAreNoSwitches(String text) {
        assertTrue(FieldRule.value(ConfigField.flag("f", "Flag"), text).isEmpty());
    }

    @Test
    void aChoiceIsSpelledAsDeclared() {
        assertEquals(Optional.of("http"), FieldRule.value(CHOICE, "http"));
        assertEquals("expected one of reverse-ws, http, found 'reverse_ws'. Did you mean 'reverse-ws'?",
                refusal(CHOICE, "reverse_ws"));
        assertEquals("expected one of reverse-ws, http, found 'HTTP'. Did you mean 'http'?", refusal(CHOICE, "HTTP"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"100 | a whole number from -5 to 10 (MiB), found '100'.",
        "8 MB | a whole number from -5 to 10 (MiB), found '8 MB'. Write the number alone; it counts MiB.",
        "eight | a whole number from -5 to 10 (MiB), found 'eight'."})
    void aNumberIsRefusedWithItsRangeAndUnit(String text, String sentence) {
        assertEquals("expected " + sentence, refusal(NUMBER, text));
    }

    @Test
    void halfARangeIsSaidInWords() {
        assertEquals("a whole number of 3 or more", FieldRule.expected(ConfigField.integer("n", "N").atLeast("3"), ""));
        assertEquals("a whole number of 3 or less", FieldRule.expected(ConfigField.integer("n", "N").atMost("3"), ""));
        assertEquals("a whole number", FieldRule.expected(ANY_NUMBER, ""));
    }

    @Test
    void aDurationIsRefusedWithWhatIsMissing() {
        assertEquals("expected a duration such as 30s, 5m or 1h, found '30'."
                + " A number needs its unit: '30s' are seconds, '30m' minutes.", refusal(DURATION, "30"));
        assertEquals("expected a duration from 1s to 1h, such as 30s, 5m or 1h, found '2h'.", refusal(DURATION, "2h"));
        assertEquals("expected a duration such as 30s, 5m or 1h, found 'soon'.", refusal(DURATION, "soon"));
    }

    @Test
    void aSwitchAndAnAddressAreRefusedWithWhatTheyMustBe() {
        assertEquals("expected true or false, found 'ture'. Did you mean 'true'?", refusal(ConfigField.flag("f", "F"), "ture"));
        assertEquals("expected an address that begins with ws:// or wss://, found 'a.example'.", refusal(ADDRESS, "a.example"));
        assertEquals("an address", FieldRule.expected(ConfigField.address("a", "A"), ""));
    }

    /// Advice repeats what stands there, and so would tell a secret in the wrong place.
    @Test
    void aSecretGetsNoAdvice() {
        assertEquals("expected one of reverse-ws, http, found something else.",
                FieldRule.refusal(CHOICE, "reverse_ws", "something else"));
        assertEquals("expected a duration such as 30s, 5m or 1h, found something else.",
                FieldRule.refusal(DURATION, "30", "something else"));
    }

    @Test
    void textAndListsTakeAnything() {
        for (String text : List.of("", " ", "茶", "${x}")) {
            assertEquals(Optional.of(text), FieldRule.value(ConfigField.text("t", "T"), text));
            assertEquals(Optional.of(text), FieldRule.value(ConfigField.list("l", "L"), text));
        }
        assertEquals("text, a list of text", FieldRule.expected(ConfigField.text("t", "T"), "") + ", "
                + FieldRule.expected(ConfigField.list("l", "L"), ""));
    }
}
