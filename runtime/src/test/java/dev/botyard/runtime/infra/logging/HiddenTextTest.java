package dev.botyard.runtime.infra.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenTextTest {
    @ParameterizedTest
    @CsvSource({"0, U+0000 (NULL)", "a, U+000A (LINE FEED (LF))", "1b, U+001B (ESCAPE)", "7f, U+007F (DELETE)",
        "9b, U+009B (CONTROL SEQUENCE INTRODUCER)", "ad, U+00AD (SOFT HYPHEN)", "61c, U+061C (ARABIC LETTER MARK)",
        "200b, U+200B (ZERO WIDTH SPACE)", "200d, U+200D (ZERO WIDTH JOINER)", "200f, U+200F (RIGHT-TO-LEFT MARK)",
        "2028, U+2028 (LINE SEPARATOR)", "202e, U+202E (RIGHT-TO-LEFT OVERRIDE)", "2066, U+2066 (LEFT-TO-RIGHT ISOLATE)",
        "2060, U+2060 (WORD JOINER)", "feff, U+FEFF (ZERO WIDTH NO-BREAK SPACE)", "e0041, U+E0041 (TAG LATIN CAPITAL LETTER A)"})
    void eachIsNamed(String point, String name) {
        String text = "bot" + Character.toString(Integer.parseInt(point, 16)) + "py";
        assertEquals(Optional.of(name), HiddenText.first(text));
        assertEquals("botpy", HiddenText.without(text));
        assertEquals("bot\\u" + "0".repeat(Math.max(0, 4 - point.length())) + point + "py", HiddenText.shown(text));
        assertEquals("it has " + name + ", which nobody sees; ", HiddenText.why(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bot_qq.ops", "天气 — Wetter é", "👩‍👩‍👧", "می‌خواهم", "🇨🇳"})
    void whatIsSeenStays(String text) {
        assertEquals(Optional.empty(), HiddenText.first(text));
        assertEquals(text, HiddenText.without(text));
        assertEquals(text, HiddenText.shown(text));
        assertEquals("", HiddenText.why(text));
    }

    @Test
    void aSignThatIsDrawnIsNotHidden() {
        assertEquals(Optional.empty(), HiddenText.first("\u0600\u0661"));
    }
}
