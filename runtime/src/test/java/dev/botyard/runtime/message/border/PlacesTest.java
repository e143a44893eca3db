package dev.botyard.runtime.message.border;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a mark belongs. In these tests `^` stands for it.
class PlacesTest {

    private static String marked(String typed) {
        return Incoming.text(typed.replace('^', Places.MARK)).replace(Places.MARK, '^');
    }

    private static String bare(String seen) {
        return Outgoing.text(seen.replace('^', Places.MARK)).replace(Places.MARK, '^');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[CQ:at]|[^CQ:at]", "[cq:at]|[^cq:at]", "[cQ:at]|[^cQ:at]", "[ CQ:at]|[^ ^CQ:at]",
        "[\u200bC\u200bQ:at]|[^\u200bC\u200bQ:at]", "[\uff23\uff31:at]|[^\uff23\uff31:at]", "\ufe47CQ:at]|\ufe47^CQ:at]",
        "[[CQ:at]|[[^CQ:at]", "\ufe47CQ|\ufe47^CQ", "[C\u0301Q]|[^C\u0301Q]"})
    void nothingAfterABracketReadsAsTheBeginningOfACode(String typed, String seen) {
        assertEquals(seen, marked(typed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a[|a[^", "'a[ '|'a[^ '", "a[C|a[^C", "'a[ c '|'a[^ c '"})
    void aTextThatEndsInsideOfABeginningIsMarkedToo(String typed, String seen) {
        assertEquals(seen, marked(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a]", "[CD]", "[X", "[1]", "C Q", "CQ and more", "xCQ", "[ab", "[\u4f60"})
    void whatBeginsNoCodeIsLeftAlone(String typed) {
        assertEquals(typed, marked(typed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"CQ:at|^CQ:at", "a CQ:at|a ^CQ:at", "CQ\uff1aat|^CQ\uff1aat", "' CQ '|' ^CQ '",
        "cq:x|^cq:x"})
    void wordsThatAnAuthorCouldPutBehindABracketAreMarked(String typed, String seen) {
        assertEquals(seen, marked(typed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"&#91;|&^#91;", "&amp;|&^amp;", "#91;x|^#91;x", "amp;x|^amp;x", "a&#|a&^#", "a&#9|a&^#9",
        "a&am|a&^am", "a&amp|a&^amp"})
    void nothingReadsAsAnEscape(String typed, String seen) {
        assertEquals(seen, marked(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a&", "a&a", "x?a=1&amount=2", "&#38;", "&lt;", "a#91;", "R&D"})
    void addressesAndOtherEscapesAreLeftAlone(String typed) {
        assertEquals(typed, marked(typed));
    }

    @Test
    void everybodyIsMarkedOnlyWhereACodeWouldMentionHim() {
        assertEquals("qq=^all", marked("qq=all"));
        assertEquals("=all", marked("=all"));
        assertEquals("q=all", marked("q=all"));
        assertEquals("all=1", marked("all=1"));
    }

    @Test
    void asManyMarksAsAPlaceCanHaveAreTakenAwayAndNoMore() {
        assertEquals("[CQ:", bare("[^CQ:"));
        assertEquals("[CQ:", bare("[^^CQ:"));
        assertEquals("[^CQ:", bare("[^^^CQ:"));
        assertEquals("a^b", bare("a^b"));
        assertEquals("^", bare("^"));
    }

    @Test
    void aMarkIsFoundAgainInATextThatAScriptPutTogether() {
        String name = marked("CQ");
        assertEquals("[CQ:at]", bare("[" + name + ":at]"), "the author's bracket and the person's word");
        assertEquals("(CQ)", bare("(" + name + ")"));
        assertEquals("a[b", bare(marked("a[") + "b"));
    }

    @Test
    void almostNoTextIsLookedAtTwice() {
        assertFalse(Places.suspect("hello, how are you? C Q all amp"));
        assertFalse(Places.suspect(""));
        assertTrue(Places.suspect("CQ"));
        assertTrue(Places.suspect(" CQ "));
        assertTrue(Places.suspect("amp;"));
        assertTrue(Places.suspect("a\u2060"));
    }

    @Test
    void halfACharacterDisturbsNothing() {
        assertEquals("[\ud83d", marked("[\ud83d"));
        assertEquals("\udc00[^CQ", marked("\udc00[CQ"));
    }
}
