package dev.botyard.runtime.message.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.adapter.TextUnit;
import org.junit.jupiter.api.Test;

class TextCutTest {
    private static final String FAMILY = "👨‍👩‍👧";
    private final TextCut plain = new TextCut(TextUnit.UTF_16, false);
    private final TextCut fenced = new TextCut(TextUnit.UTF_16, true);

    @Test
    void whatFitsIsNotCut() {
        assertEquals(5, plain.before("hello", 5));
        assertEquals(0, plain.before("", 5));
        assertEquals(0, plain.before("", 0));
    }

    @Test
    void nothingFitsIntoNoRoom() {
        assertEquals(0, plain.before("hello", 0));
        assertEquals(0, plain.before(FAMILY, 4));
        assertEquals(0, plain.before("hello", -3));
    }

    @Test
    void theEndOfALineComesBeforeThatOfAWord() {
        assertEquals("one two\n".length(), plain.before("one two\nthree four", 14));
    }

    @Test
    void anEarlyEndOfALineIsNotTaken() {
        assertEquals("a\nmany more ".length(), plain.before("a\nmany more words", 14));
    }

    @Test
    void aTextWithoutBlanksIsCutWhereTheRoomEnds() {
        assertEquals(4, plain.before("abcdefgh", 4));
        assertEquals(4, plain.before("a bcdefgh", 4), "a blank at the very beginning would make a message of one letter");
    }

    @Test
    void lengthsCountAsThePlatformCounts() {
        String text = "你好吗";
        assertEquals(2, new TextCut(TextUnit.UTF_8, false).before(text, 8));
        assertEquals(3, new TextCut(TextUnit.UTF_8, false).before(text, 9));
        assertEquals(4, new TextCut(TextUnit.CODE_POINTS, false).before("😀😀😀", 2), "two of them are four units");
    }

    @Test
    void linesBetweenFencesStayTogether() {
        String text = "intro of it\n```\na\nb\n```\nend";
        assertEquals("intro of it\n".length(), fenced.before(text, 18));
        assertEquals("intro of it\n```\na\n".length(), plain.before(text, 18));
    }

    @Test
    void afterTheClosingFenceLinesEndAgain() {
        String text = "```\na\n```\nrest of it";
        assertEquals("```\na\n```\n".length(), fenced.before(text, 15));
    }

    @Test
    void aCharacterOfSeveralCodePointsIsTornOnlyBetweenThem() {
        assertEquals("👨‍".length(), plain.within(FAMILY, 4));
        assertEquals(2, plain.within("😀", 1), "one code point goes whole, however little room there is");
        assertEquals(FAMILY.length(), plain.within(FAMILY, 100));
    }
}
