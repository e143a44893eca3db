package dev.botyard.runtime.infra.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VisibleTextTest {

    @Test
    void ordinaryTextIsTheVerySame() {
        for (String text : new String[]{"", "plain", "tab\tinside", "茶 🍵 é ~", "a\\n"}) {
            assertSame(text, VisibleText.line(text));
            assertSame(text, VisibleText.lines(text));
        }
    }

    @Test
    void nothingIsEmpty() {
        assertEquals("", VisibleText.line(null));
        assertEquals("", VisibleText.lines(null));
    }

    @Test
    void whatActsOnATerminalIsSpelledOut() {
        assertEquals("a\\nb\\rc\\u0000d\\u001b[31m\\u007f\\u0085\\u009b",
                VisibleText.line("a\nb\rc\0d\u001b[31m\u007f\u0085\u009b"));
        assertEquals("\\u2028\\u2029\\u202a\\u202e\\u2066\\u2069\\u200e\\u200f\\u061c",
                VisibleText.line("\u2028\u2029\u202a\u202e\u2066\u2069\u200e\u200f\u061c"));
        assertEquals("\u00a0\u2027\u202f\u2065\u206a", VisibleText.line("\u00a0\u2027\u202f\u2065\u206a"));
    }

    @Test
    void severalLinesKeepTheirFeedsAlone() {
        assertEquals("a\nb\\r\n\\u001bc", VisibleText.lines("a\nb\r\n\u001bc"));
    }

    @Property(tries = 300)
    void noTextBeginsALine(@ForAll String text) {
        assertEquals(1, (VisibleText.line(text) + "x").lines().count());
        assertTrue(VisibleText.line(text).chars().noneMatch(c -> Character.isISOControl(c) && c != '\t'));
    }
}
